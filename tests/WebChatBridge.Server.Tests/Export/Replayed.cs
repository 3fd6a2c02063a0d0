using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;

namespace WebChatBridge.Server.Tests;

/// <summary>A reproduction that is run against a listener which answers what was answered then, read by read.</summary>
internal sealed partial record Replayed(int ExitCode, string Output, string Errors, IReadOnlyList<byte[]> Reads, bool Reset)
{
    /// <summary>Runs the program; the listener answers these bytes once so many have come.</summary>
    public static async Task<Replayed> RunAsync(string interpreter, string program, byte[] answer, int answerAfter, string[] arguments, bool leaves = false)
    {
        RealProgram.Need(interpreter);
        using var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen();
        var port = ((IPEndPoint)listener.LocalEndPoint!).Port;
        var path = Path.Combine(Path.GetTempPath(), $"webchatbridge-{Guid.NewGuid():N}");
        await File.WriteAllTextAsync(path, PortOf().Replace(program, match => match.Value.Replace("4999", $"{port}", StringComparison.Ordinal)));
        try
        {
            await using var running = RealProgram.Start(interpreter, [path, .. arguments]);
            using var client = await listener.AcceptAsync().WaitAsync(Soon.Deadline);
            var (reads, reset) = await ServeAsync(client, answer, answerAfter, leaves);
            client.Close(); // nc ends only when both sides have
            return new Replayed(await running.ExitAsync(), running.Output, running.Errors, reads, reset);
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static async Task<(List<byte[]> Reads, bool Reset)> ServeAsync(Socket client, byte[] answer, int answerAfter, bool leaves)
    {
        var reads = new List<byte[]>();
        var buffer = new byte[1 << 20];
        try
        {
            for (var came = 0; ;)
            {
                if (came >= answerAfter && answer.Length > 0)
                {
                    await client.SendAsync(answer);
                    answer = [];
                    if (leaves)
                    {
                        client.Shutdown(SocketShutdown.Send);
                    }
                }

                var count = await client.ReceiveAsync(buffer).WaitAsync(Soon.Deadline);
                if (count == 0)
                {
                    return (reads, false);
                }

                came += count;
                reads.Add(buffer[..count]);
            }
        }
        catch (SocketException error) when (error.SocketErrorCode == SocketError.ConnectionReset)
        {
            return (reads, true);
        }
    }

    [GeneratedRegex("default=4999|:-4999")]
    private static partial Regex PortOf();
}
