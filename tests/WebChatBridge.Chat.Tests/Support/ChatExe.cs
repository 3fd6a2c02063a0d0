using System.Diagnostics;
using System.Text;

namespace WebChatBridge.Chat.Tests.Support;

/// <summary>The built terminal client, run as people run it.</summary>
internal static class ChatExe
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    public static string Path { get; } = System.IO.Path.Combine(AppContext.BaseDirectory, "WebChatBridge.Chat");

    /// <summary>The environment of a test: nothing of the developer's own.</summary>
    public static void Clean(ProcessStartInfo start, params ReadOnlySpan<(string Name, string? Value)> environment)
    {
        foreach (var name in (string[])["NO_COLOR", "CLICOLOR_FORCE", "COLORTERM", "WCB_HOST", "WCB_NICK", "WCB_TOKEN", "XDG_STATE_HOME"])
        {
            start.Environment.Remove(name);
        }

        start.Environment["TERM"] = "xterm-256color";
        start.Environment["HOME"] = "/nonexistent";
        start.Environment["DOTNET_ROOT"] = System.IO.Path.GetDirectoryName(System.IO.Path.GetDirectoryName(System.IO.Path.GetDirectoryName(
            System.IO.Path.GetDirectoryName(typeof(object).Assembly.Location))));
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }
    }

    /// <summary>Starts it with its three streams in pipes.</summary>
    public static Process Start(string arguments)
    {
        var start = new ProcessStartInfo(Path, arguments)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
            StandardOutputEncoding = Encoding.UTF8,
        };
        Clean(start);
        return Process.Start(start)!;
    }

    /// <summary>Runs it to its end.</summary>
    public static async Task<(int Code, string Output, string Error)> RunAsync(string arguments, string input = "")
    {
        using var process = Start(arguments);
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        return await EndAsync(process);
    }

    public static async Task<(int Code, string Output, string Error)> EndAsync(Process process)
    {
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await Task.WhenAll(output, error, process.WaitForExitAsync()).WaitAsync(Deadline);
        return (process.ExitCode, await output, await error);
    }
}
