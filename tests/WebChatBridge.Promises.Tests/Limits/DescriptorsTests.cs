using System.Diagnostics;
using System.Net.Sockets;
using WebChatBridge.Server.Tests;

namespace WebChatBridge.Promises.Tests;

/// <summary>A server that may open few files: it does not die of it, does not spin, says it once, and goes on when there is room.</summary>
public sealed class DescriptorsTests
{
    private const int Files = 420;
    private const int TooMany = 200;

    [Fact]
    public async Task OutOfDescriptors_NewcomersWait_AndAreServedWhenOthersLeave()
    {
        RealProgram.Need("prlimit");
        await using var server = await ServerProcess.StartUnderAsync("prlimit", [$"--nofile={Files}:{Files}"], "--History:Store=memory");
        using var control = await Control.BeginAsync(server);
        var crowd = new List<Socket>();
        for (var i = 0; i < TooMany; i++)
        {
            crowd.Add(await ConnectAsync(server));
        }

        await Soon.UntilAsync(() => Said(server, "no more files (ulimit -n)") == 1, "words about it");
        var web = crowd.Count / 4;
        for (var i = 0; i < web; i++)
        {
            crowd.Add(await DialAsync(server.Console.Port));
        }

        await control.EndAsync();
        var busy = await CpuAsync(server, TimeSpan.FromSeconds(2));

        control.Talk();
        Assert.InRange(busy, 0, 0.5);
        Assert.Equal(1, Said(server, "no more files (ulimit -n)"));
        Assert.False(server.Program.HasEnded);

        crowd.ForEach(static socket => socket.Dispose());
        using var late = await RawClient.ConnectAsync(server.Text);
        await late.ReadUntilAsync(static line => line.StartsWith("* welcome", StringComparison.Ordinal));
        await Soon.UntilAsync(() => Said(server, "newcomers are accepted again") > 0, "words that it is over");
        await control.EndAsync();
        Assert.Equal(0, await server.TerminateAsync());
        Assert.Empty(LogLines.Errors(server.Program.OutputLines));
    }

    private static int Said(ServerProcess server, string words) =>
        server.Program.OutputLines.Count(line => line.Contains(words, StringComparison.Ordinal));

    private static Task<Socket> ConnectAsync(ServerProcess server) => DialAsync(server.Text.Port);

    private static async Task<Socket> DialAsync(int port)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync("127.0.0.1", port).WaitAsync(Soon.Deadline);
        return socket;
    }

    // Of one core.
    private static async Task<double> CpuAsync(ServerProcess server, TimeSpan over)
    {
        using var process = Process.GetProcessById(server.Program.Id);
        var before = process.TotalProcessorTime;
        using var clock = new PeriodicTimer(over);
        await clock.WaitForNextTickAsync();
        process.Refresh();
        return (process.TotalProcessorTime - before) / over;
    }
}
