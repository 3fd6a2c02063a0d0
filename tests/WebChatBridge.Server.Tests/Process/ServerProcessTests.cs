using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using WebChatBridge.Client;
using WebChatBridge.Protocol;

namespace WebChatBridge.Server.Tests;

/// <summary>The server as a process: signals, deaths, exit codes and words.</summary>
public sealed class ServerProcessTests : IDisposable
{
    private const int Writers = 6;

    private readonly TempFolder folder = new();

    private string[] Sqlite => ["--History:Store=sqlite", $"--History:Path={folder.File("history.db")}", "--History:MinFreeDiskBytes=0"];

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Terminate_UnderLoad_ExitsWithZero_SaysGoodbye_AndHasWhatItAcknowledged()
    {
        var acknowledged = new ConcurrentDictionary<string, long>();
        await using (var server = await ServerProcess.StartAsync(Sqlite))
        {
            using var line = await RawClient.ConnectAsync(server.Text);
            using var header = await RawClient.ConnectAsync(server.Tutorial);
            await line.ReadLineAsync();
            var heard = Task.Run(line.ReadTextToEndAsync);
            var writing = Write(server, acknowledged);
            await Soon.UntilAsync(() => acknowledged.Count > 200, "some load");

            Assert.Equal(0, await server.TerminateAsync());

            Assert.All(await Task.WhenAll(writing), bye => Assert.Equal("the relay is stopping", bye));
            Assert.EndsWith("\n* bye: the relay is stopping\n", await heard, StringComparison.Ordinal);
            Assert.Equal(Header64.Goodbye, await header.ReadToEndAsync());
        }

        await AssertStoredAsync(acknowledged);
    }

    [Fact]
    public async Task Kill_UnderLoad_LosesNothingAcknowledged_ThreeTimes()
    {
        var acknowledged = new ConcurrentDictionary<string, long>();
        for (var round = 1; round <= 3; round++)
        {
            await using var server = await ServerProcess.StartAsync(Sqlite);
            var before = acknowledged.Count;
            var writing = Write(server, acknowledged);
            await Soon.UntilAsync(() => acknowledged.Count > before + (150 * round), "some load");

            await server.KillAsync();

            await Task.WhenAll(writing);
        }

        await AssertStoredAsync(acknowledged);
    }

    [Theory]
    [InlineData("tcp")]
    [InlineData("web")]
    public async Task Start_PortTaken_RefusesInWords(string which)
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;
        await using var server = RealProgram.Start(ServerProcess.Executable,
        [
            .. LiveServer.FreePorts, "--History:Store=memory", which == "tcp" ? $"--Relay:Endpoints:1:Listen=127.0.0.1:{port}" : $"--urls=http://127.0.0.1:{port}",
        ]);

        Assert.Equal(1, await server.ExitAsync());
        Assert.Contains($"Port {port} ", server.Errors, StringComparison.Ordinal);
        Assert.Contains("in use", server.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", server.Errors + server.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--Relay:Limits:MaxMessageBytes=0", "Relay:Limits:MaxMessageBytes is \"0\"")]
    [InlineData("--Relay:Endpoints:1:Listen=0.0.0.0:0", "--accept-insecure")]
    public async Task Start_BadOrExposing_RefusesWith78(string setting, string words)
    {
        await using var server = RealProgram.Start(ServerProcess.Executable, [.. LiveServer.FreePorts, "--History:Store=memory", setting]);

        Assert.Equal(78, await server.ExitAsync());
        Assert.Contains(words, server.Errors, StringComparison.Ordinal);
        Assert.Equal("", server.Output);
    }

    // Writers that post and wait for the acknowledgement; each answers the reason of the goodbye, null when it got none.
    private static Task<string?>[] Write(ServerProcess server, ConcurrentDictionary<string, long> acknowledged) =>
        [.. Enumerable.Range(0, Writers).Select(writer => Task.Run(() => WriteAsync(server, $"w{writer}", acknowledged)))];

    private static async Task<string?> WriteAsync(ServerProcess server, string name, ConcurrentDictionary<string, long> acknowledged)
    {
        using var client = await RawClient.ConnectAsync(server.Json);
        await client.HelloAsync(name);
        try
        {
            for (var i = 0; ; i++)
            {
                var text = $"{name} {server.Program.Id} {i}";
                await client.SendJsonAsync(new { type = "post", text });
                while (await client.ReadJsonAsync() is var answer && answer.Type() != "ack")
                {
                    if (answer.Type() == "bye")
                    {
                        return answer.Text("reason");
                    }
                }

                acknowledged[text] = i;
            }
        }
        catch (Exception error) when (error is SocketException or EndOfStreamException)
        {
            return null;
        }
    }

    private async Task AssertStoredAsync(ConcurrentDictionary<string, long> acknowledged)
    {
        await using var server = await LiveServer.StartAsync(Sqlite);
        await using var console = await server.WatchAsync();
        var stored = new List<string>();
        HistoryPage page;
        do
        {
            page = await console.Connection.HistoryAsync(new HistoryQuery("lobby", After: stored.Count, Limit: 500), default);
            Assert.Equal(page.Messages.Select((_, i) => (long)stored.Count + i + 1), page.Messages.Select(message => message.Seq));
            stored.AddRange(page.Messages.Select(message => message.Text));
        }
        while (page.Messages.Count > 0);

        Assert.Empty(acknowledged.Keys.Except(stored));
        Assert.Equal(stored.Count, stored.Distinct().Count());
    }
}
