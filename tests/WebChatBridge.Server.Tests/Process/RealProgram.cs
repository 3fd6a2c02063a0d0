using System.Collections.Concurrent;
using System.Diagnostics;

namespace WebChatBridge.Server.Tests;

/// <summary>A program that nobody here wrote, or ours started as its users start it. Its output is kept; it dies with the test.</summary>
internal sealed class RealProgram : IAsyncDisposable
{
    private readonly Process process;
    private readonly ConcurrentQueue<string> output = new();
    private readonly ConcurrentQueue<string> errors = new();

    private RealProgram(Process process) => this.process = process;

    public int Id => process.Id;

    public bool HasEnded => process.HasExited;

    public string Output => string.Join('\n', output);

    public string Errors => string.Join('\n', errors);

    public IReadOnlyList<string> OutputLines => [.. output];

    /// <summary>Skips the test when the program is not installed, except where everything must be.</summary>
    public static void Need(string program)
    {
        var found = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Any(folder => File.Exists(Path.Combine(folder, program)));
        if (!found && Environment.GetEnvironmentVariable("CI") is null)
        {
            Assert.Skip($"{program} is not installed on this machine.");
        }

        Assert.True(found, $"{program} is not installed, and CI is set.");
    }

    public static RealProgram Start(string program, params string[] arguments) => Start(program, environment: null, arguments);

    public static RealProgram Start(string program, IEnumerable<KeyValuePair<string, string?>>? environment, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment ?? [])
        {
            start.Environment[name] = value;
        }

        var started = new Process { StartInfo = start };
        var running = new RealProgram(started);
        started.OutputDataReceived += (_, line) => Keep(running.output, line.Data);
        started.ErrorDataReceived += (_, line) => Keep(running.errors, line.Data);
        started.Start();
        started.BeginOutputReadLine();
        started.BeginErrorReadLine();
        return running;
    }

    /// <summary>Says a line on its standard input.</summary>
    public async Task SayAsync(string line)
    {
        await process.StandardInput.WriteAsync(line + "\n");
        await process.StandardInput.FlushAsync();
    }

    public void EndInput() => process.StandardInput.Close();

    public Task UntilItPrintsAsync(string part) => Soon.UntilAsync(
        () =>
        {
            Assert.False(process.HasExited && !Output.Contains(part, StringComparison.Ordinal) && Drained(), $"It ended without printing \"{part}\". Output: {Output} Errors: {Errors}");
            return Output.Contains(part, StringComparison.Ordinal);
        },
        $"\"{part}\" in the output of {process.StartInfo.FileName}");

    /// <summary>Waits for its end. Answers the exit code.</summary>
    public async Task<int> ExitAsync()
    {
        await process.WaitForExitAsync().WaitAsync(Soon.Deadline);
        return process.ExitCode;
    }

    /// <summary>Whether it ends by then.</summary>
    public async Task<bool> EndsWithinAsync(TimeSpan limit)
    {
        using var late = new CancellationTokenSource(limit);
        await process.WaitForExitAsync(late.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return process.HasExited;
    }

    /// <summary>SIGTERM.</summary>
    public async Task TerminateAsync()
    {
        using var kill = Process.Start("kill", ["-TERM", $"{process.Id}"]);
        await kill.WaitForExitAsync().WaitAsync(Soon.Deadline);
    }

    public void KillNow() => process.Kill();

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync().WaitAsync(Soon.Deadline);
        }

        process.Dispose();
    }

    // Lines that were printed before the end may come after it.
    private bool Drained() => process.WaitForExit(TimeSpan.FromSeconds(5));

    private static void Keep(ConcurrentQueue<string> lines, string? line)
    {
        if (line is not null)
        {
            lines.Enqueue(line);
        }
    }
}
