using System.Diagnostics;
using System.Text;

namespace WebChatBridge.Chat.Tests.Support;

/// <summary>A program in a real pseudo-terminal, its output interpreted by a <see cref="VtTerminal"/>.</summary>
internal sealed class Pty : IAsyncDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    private readonly Process bridge;
    private readonly Task reading;
    private readonly Lock gate = new();
    private TaskCompletionSource changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Pty(int columns, int rows, string program, string arguments, params (string Name, string? Value)[] environment)
    {
        Screen = new VtTerminal(columns, rows);
        var start = new ProcessStartInfo("python3", $"\"{Path.Combine(AppContext.BaseDirectory, "Support", "pty_bridge.py")}\" {columns} {rows} {program} {arguments}")
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            StandardOutputEncoding = Encoding.UTF8,
        };
        ChatExe.Clean(start, environment);
        bridge = Process.Start(start)!;
        reading = ReadAsync();
    }

    public VtTerminal Screen { get; }

    /// <summary>The screen as it is now: more may come while it is looked at.</summary>
    public IReadOnlyList<string> Lines
    {
        get
        {
            lock (gate)
            {
                return Screen.Lines;
            }
        }
    }

    public string Output { get; private set; } = string.Empty;

    public Task TypeAsync(string text) => CommandAsync("K " + Convert.ToHexString(Encoding.UTF8.GetBytes(text)));

    public Task ResizeAsync(int columns, int rows)
    {
        lock (gate)
        {
            Screen.Resize(columns, rows);
        }

        return CommandAsync($"W {columns} {rows}");
    }

    public Task SignalAsync(int signal) => CommandAsync($"S {signal}");

    /// <summary>Waits until the screen is as wanted; shows it when it never is.</summary>
    public async Task UntilAsync(Func<VtTerminal, bool> wanted)
    {
        var deadline = Task.Delay(Deadline);
        while (true)
        {
            Task next;
            var over = reading.IsCompleted || deadline.IsCompleted; // what came before that is on the screen
            lock (gate)
            {
                if (wanted(Screen))
                {
                    return;
                }

                next = changed.Task;
            }

            if (over)
            {
                await (reading.IsFaulted ? reading : Task.CompletedTask);
                Assert.Fail("The screen stayed:\n" + string.Join('\n', Screen.Lines) + "\n-- cursor after: " + Screen.BeforeCursor);
            }

            await Task.WhenAny(next, reading, deadline);
        }
    }

    public Task UntilPromptAsync(string beforeCursor) => UntilAsync(screen => screen.BeforeCursor == beforeCursor);

    public async Task<int> ExitCodeAsync()
    {
        await reading.WaitAsync(Deadline);
        await bridge.WaitForExitAsync().WaitAsync(Deadline);
        return bridge.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        bridge.StandardInput.Close();
        await reading.WaitAsync(Deadline);
        await bridge.WaitForExitAsync().WaitAsync(Deadline);
        bridge.Dispose();
    }

    private async Task CommandAsync(string line)
    {
        await bridge.StandardInput.WriteAsync(line + "\n");
        await bridge.StandardInput.FlushAsync();
    }

    private async Task ReadAsync()
    {
        var buffer = new char[4096];
        int count;
        while ((count = await bridge.StandardOutput.ReadAsync(buffer)) > 0)
        {
            lock (gate)
            {
                var text = new string(buffer, 0, count);
                Output += text;
                Screen.Feed(text);
                var before = changed;
                changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                before.TrySetResult();
            }
        }
    }
}
