using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace WebChatBridge.Chat;

/// <summary>
/// The terminal as the loop sees it: bytes and signals come in as happenings, output goes out, and on every way out of the
/// program the terminal is as it was.
/// </summary>
[UnsupportedOSPlatform("windows")]
internal sealed class TerminalEdge : IDisposable
{
    private static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(1);

    private readonly TerminalMode mode = new();
    private readonly StandardOutput output = new();
    private readonly List<PosixSignalRegistration> signals = [];
    private readonly SemaphoreSlim continued = new(0);
    private readonly IScreen screen;
    private readonly Func<Happening, bool> report;

    public TerminalEdge(IScreen screen, Func<Happening, bool> report)
    {
        this.screen = screen;
        this.report = report;
        AppDomain.CurrentDomain.ProcessExit += OnExit;
        AppDomain.CurrentDomain.UnhandledException += OnExit;
        On(PosixSignal.SIGWINCH, new Happening.Resized());
        On(PosixSignal.SIGINT, new Happening.Stopped(128 + 2));
        On(PosixSignal.SIGTERM, new Happening.Stopped(128 + 15));
        On(PosixSignal.SIGHUP, new Happening.Stopped(128 + 1));
        On(PosixSignal.SIGQUIT, new Happening.Stopped(128 + 3));
        signals.Add(PosixSignalRegistration.Create(PosixSignal.SIGCONT, context =>
        {
            // Left to itself, the runtime would now set the terminal to the mode it found at the start.
            context.Cancel = true;
            continued.Release();
        }));
    }

    /// <summary>True once nobody can see the output any more.</summary>
    public bool IsGone => output.IsGone;

    public void Begin()
    {
        mode.MakeRaw();
        output.Write(screen.Begin());
        TerminalInput.Start(bytes => report(new Happening.Typed(bytes)), () => report(new Happening.Stopped(ExitCode.Ok)));
    }

    public void Write(string text) => output.Write(text);

    /// <summary>Ctrl-Z: gives the terminal back, stops the whole job, and takes the terminal again when it goes on.</summary>
    public async Task SuspendAsync()
    {
        output.Write(screen.End());
        mode.Restore();
        while (await continued.WaitAsync(TimeSpan.Zero))
        {
        }

        // The process group, so that a starter such as `dotnet run` stops with us and the shell gets its prompt.
        _ = Libc.Kill(0, Libc.StopSignal);

        // Stopped is stopped a moment later, on another thread. Where nothing can stop us (no job control), we go on.
        await continued.WaitAsync(StopPatience);
        mode.MakeRaw();
        output.Write(screen.Begin());
    }

    public void Dispose()
    {
        output.Write(screen.End());
        mode.Dispose();
        foreach (var signal in signals)
        {
            signal.Dispose();
        }

        AppDomain.CurrentDomain.ProcessExit -= OnExit;
        AppDomain.CurrentDomain.UnhandledException -= OnExit;
        output.Dispose();
        continued.Dispose();
    }

    private void OnExit(object? sender, EventArgs e) => mode.Restore();

    private void On(PosixSignal signal, Happening what) =>
        signals.Add(PosixSignalRegistration.Create(signal, context =>
        {
            context.Cancel = true;
            report(what);
        }));
}
