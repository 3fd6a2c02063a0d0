using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using WebChatBridge.Protocol;
using WebChatBridge.Web.State;

namespace WebChatBridge.Web.Tests.State;

/// <summary>A command of the Connect card, really run in a shell against a socket of the test's.</summary>
internal sealed class ShellRun : IDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Process _process;
    private TcpClient? _client;

    /// <summary>Starts the command of this tool for an endpoint that listens on the test's own port.</summary>
    public ShellRun(string tool, string dialect, string seating = "lobby")
    {
        _listener.Start();
        var status = Samples.Status() with { Endpoints = [new EndpointStatus("here", [_listener.LocalEndpoint.ToString()!], dialect, seating, 0)] };
        var text = ConnectCommands.For(status).First(command => command.Tool == tool).Text;
        var program = tool == "Python" && text.Contains('\n', StringComparison.Ordinal) ? "python3" : "bash";
        if (!Exists(program) || (tool == "netcat" && !Exists("nc")))
        {
            Assert.Skip($"This machine has no {tool}.");
        }

        _process = Process.Start(new ProcessStartInfo(program, ["-c", text]) { UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true })!;
    }

    /// <summary>The next bytes it sends.</summary>
    public async Task<string> ReceivedAsync(int count)
    {
        using var deadline = new CancellationTokenSource(Deadline);
        _client ??= await _listener.AcceptTcpClientAsync(deadline.Token);
        var bytes = new byte[count];
        await _client.GetStream().ReadExactlyAsync(bytes, deadline.Token);
        return Encoding.UTF8.GetString(bytes);
    }

    public async Task SendAsync(string text) => await _client!.GetStream().WriteAsync(Encoding.UTF8.GetBytes(text)).AsTask().WaitAsync(Deadline);

    public async Task<string?> PrintedAsync() => await _process.StandardOutput.ReadLineAsync().WaitAsync(Deadline);

    public void Dispose()
    {
        _client?.Dispose();
        _listener.Dispose();
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
        }

        _process.Dispose();
    }

    private static bool Exists(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, program)));
}
