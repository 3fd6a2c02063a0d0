using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using WebChatBridge.Chat.Tests.Support;

namespace WebChatBridge.Chat.Tests.Talk;

/// <summary>header64 against the Python tutorial's own programs, as the tutorial has them.</summary>
public sealed class TutorialTests
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task TutorialServer_RepliesWithoutFrames_AreShown()
    {
        using var server = Python("server.py", "0 127.0.0.1");
        try
        {
            var listening = await LineAsync(server.StandardOutput, "[LISTENING]");
            var port = listening[(listening.LastIndexOf(':') + 1)..];

            var (code, output, error) = await ChatExe.RunAsync($"tom 127.0.0.1:{port} --dialect header64 --no-timestamps", "Hello World!\nhällo\n");

            Assert.Equal((0, string.Empty), (code, error));
            Assert.Equal("Msg received", output.Replace("-\t", string.Empty, StringComparison.Ordinal)[..12]);
            Assert.EndsWith("Hello World!", await LineAsync(server.StandardOutput, "Hello World!"), StringComparison.Ordinal);
            Assert.EndsWith("hällo", await LineAsync(server.StandardOutput, "hällo"), StringComparison.Ordinal);
            await LineAsync(server.StandardOutput, "!DISCONNECT");
        }
        finally
        {
            server.Kill();
        }
    }

    [Fact]
    public async Task TutorialPartner_TalksWithUs_AndBothEndCleanly()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        using var jerry = Python("jerry.py", $"{port} 127.0.0.1");
        using var first = await listener.AcceptSocketAsync().WaitAsync(Deadline);
        using var tom = ChatExe.Start($"tom 127.0.0.1:{port} --dialect header64 --no-timestamps");
        using var second = await listener.AcceptSocketAsync().WaitAsync(Deadline);
        var pipes = Task.WhenAll(PipeAsync(first, second), PipeAsync(second, first));

        await tom.StandardInput.WriteLineAsync("hello jerry, grüße");
        await tom.StandardInput.FlushAsync();
        await LineAsync(jerry.StandardOutput, "[TOM] hello jerry, grüße");
        await jerry.StandardInput.WriteLineAsync("hello tom");
        await jerry.StandardInput.FlushAsync();
        Assert.Equal("partner\thello tom", await tom.StandardOutput.ReadLineAsync().WaitAsync(Deadline));
        await jerry.StandardInput.WriteLineAsync();
        await jerry.StandardInput.FlushAsync();

        // Jerry's goodbye is answered with ours: only then does the tutorial's receiving thread end.
        await LineAsync(jerry.StandardOutput, "[TOM] !DISCONNECT");
        await jerry.WaitForExitAsync().WaitAsync(Deadline);
        var (code, _, error) = await ChatExe.EndAsync(tom);
        await pipes.WaitAsync(Deadline);
        Assert.Equal((0, 0, string.Empty), (jerry.ExitCode, code, error));
    }

    private static Process Python(string script, string arguments) => Process.Start(new ProcessStartInfo("python3", $"-u \"{Path.Combine(AppContext.BaseDirectory, "tutorial", script)}\" {arguments}")
    {
        UseShellExecute = false,
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
        StandardInputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
        StandardOutputEncoding = Encoding.UTF8,
        Environment = { ["PYTHONUTF8"] = "1" },
    })!;

    private static async Task<string> LineAsync(StreamReader output, string wanted)
    {
        using var deadline = new CancellationTokenSource(Deadline);
        while (await output.ReadLineAsync(deadline.Token) is { } line)
        {
            if (line.Contains(wanted, StringComparison.Ordinal))
            {
                return line;
            }
        }

        throw new EndOfStreamException($"The output ended before \"{wanted}\".");
    }

    /// <summary>A relay of two seats: what one sends, the other gets; FIN too.</summary>
    private static async Task PipeAsync(Socket from, Socket to)
    {
        var buffer = new byte[4096];
        int count;
        while ((count = await from.ReceiveAsync(buffer)) > 0)
        {
            await to.SendAsync(buffer.AsMemory(0, count));
        }

        to.Shutdown(SocketShutdown.Send);
    }
}
