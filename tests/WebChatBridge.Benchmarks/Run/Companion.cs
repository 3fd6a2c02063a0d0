using System.Diagnostics;

namespace WebChatBridge.Benchmarks;

/// <summary>This program again, as a process of its own on a core of its own.</summary>
internal sealed class Companion : IDisposable
{
    private readonly Process process;

    private Companion(Process process) => this.process = process;

    public static Companion Start(int core, params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo("taskset", ["-c", $"{core}", "dotnet", typeof(Companion).Assembly.Location, .. arguments]) { RedirectStandardOutput = true };
        return new Companion(Process.Start(start)!);
    }

    public int Pid => process.Id;

    public async Task<string> LineAsync() =>
        await process.StandardOutput.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(30)) ?? throw new InvalidOperationException("It ended without a word.");

    /// <summary>Waits for its end. Answers what it printed.</summary>
    public async Task<string> OutputAsync()
    {
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return output;
    }

    public void Dispose()
    {
        if (!process.HasExited)
        {
            process.Kill();
        }

        process.Dispose();
    }
}
