using System.Diagnostics;
using WebChatBridge.Client;
using WebChatBridge.Protocol;

namespace WebChatBridge.Promises.Tests;

/// <summary>
/// P10: who was cut off goes on where he was. While a room is spoken in, json clients say <c>hello … after</c>, and consoles follow from
/// the last message they have, again and again; in the end each has every message once.
/// </summary>
public sealed class ResumeTests : IDisposable
{
    private const string Room = "lobby";
    private const string End = "the end";

    private readonly TempFolder folder = new();
    private readonly CancellationTokenSource enough = new();
    private long last;

    private static int Sockets => Scale.Of(6, 15);

    private static int Consoles => Scale.Of(2, 5);

    private static int Cuts => Scale.Of(5, 20);

    public void Dispose()
    {
        enough.Dispose();
        folder.Dispose();
    }

    [Fact]
    public async Task CutOff_AgainAndAgain_SeesEveryMessageOnce()
    {
        await using var server = await ServerProcess.StartAsync($"--History:Path={folder.File("history.db")}", "--History:MinFreeDiskBytes=0");
        await using var operating = await WatchedConsole.OpenAsync(new ConsoleConnection(new Uri(server.Console, "/hub")));
        var started = Stopwatch.GetTimestamp();
        var speaking = Task.WhenAll(Enumerable.Range(0, 2).Select(self => Task.Run(() => SpeakAsync(server, self))));

        var sockets = Enumerable.Range(0, Sockets).Select(i => Task.Run(() => ListenAsync(server, operating.Connection, new Random(i)))).ToArray();
        var consoles = Enumerable.Range(0, Consoles).Select(i => Task.Run(() => FollowAsync(server, new Random(i)))).ToArray();
        await StopAfterTheCutsAsync(server, sockets, consoles, speaking);

        var log = await LogReading.AllAsync(operating.Connection, Room);
        Assert.Equal(last, log.Count);
        foreach (var seen in await Task.WhenAll([.. sockets.Select(static socket => socket.Result.Seen), .. consoles.Select(static console => console.Result.Seen)]))
        {
            Assert.Null(Resumed.Fault(seen, log.Count));
        }

        Scale.Print($"P10: {Sockets} json clients and {Consoles} consoles, {Cuts} cuts each, {log.Count:N0} messages in {Stopwatch.GetElapsedTime(started).TotalSeconds:0.0} s: missing 0, duplicate 0");
    }

    // The cuts are over when each task has its first part; then the talk ends, and each reads to the end.
    private async Task StopAfterTheCutsAsync(ServerProcess server, Task<(Task<List<long>> Seen, int Cuts)>[] sockets, Task<(Task<List<long>> Seen, int Cuts)>[] consoles, Task speaking)
    {
        Assert.All(await Task.WhenAll([.. sockets, .. consoles]).WaitAsync(Scale.Deadline), static one => Assert.Equal(Cuts, one.Cuts));
        await enough.CancelAsync();
        await speaking;
        using var client = await RawClient.ConnectAsync(server.Json);
        await client.HelloAsync("last");
        last = await client.PostAsync(End);
    }

    private async Task SpeakAsync(ServerProcess server, int self)
    {
        using var client = await RawClient.ConnectAsync(server.Json);
        await client.HelloAsync($"speaker-{self}");
        for (var number = 0; !enough.IsCancellationRequested; number++)
        {
            var seq = await client.PostAsync($"{self}/{number}");
            lock (enough)
            {
                last = Math.Max(last, seq);
            }
        }
    }

    // Reads some, is cut, comes again from the last whole message it has: by a reset of its own, or by the server's.
    private static async Task<(Task<List<long>> Seen, int Cuts)> ListenAsync(ServerProcess server, ConsoleConnection operating, Random random)
    {
        var seen = new List<long>();
        var cuts = 0;
        for (; cuts < Cuts; cuts++)
        {
            var client = await RawClient.ConnectAsync(server.Json);
            var welcome = await client.HelloAsync(after: seen.Count == 0 ? 0 : seen[^1]);
            for (var left = random.Next(1, 60); left > 0; left--)
            {
                seen.Add((await client.ReadJsonAsync("message")).Seq());
            }

            if (cuts % 2 == 0)
            {
                client.Reset();
            }
            else
            {
                Assert.Null(await operating.CloseSessionAsync(welcome["session"]!.GetValue<long>(), reset: true));
                await ReadOnAsync(client, seen);
            }

            client.Dispose();
        }

        return (ReadToTheEndAsync(server, seen), cuts);
    }

    private static async Task ReadOnAsync(RawClient client, List<long> seen)
    {
        try
        {
            while (true)
            {
                seen.Add((await client.ReadJsonAsync("message")).Seq());
            }
        }
        catch (Exception error) when (error is System.Net.Sockets.SocketException or EndOfStreamException)
        {
            // Reset: what was half read is not counted as seen.
        }
    }

    private static async Task<List<long>> ReadToTheEndAsync(ServerProcess server, List<long> seen)
    {
        using var client = await RawClient.ConnectAsync(server.Json);
        await client.HelloAsync(after: seen[^1]);
        System.Text.Json.Nodes.JsonObject message;
        do
        {
            message = await client.ReadJsonAsync("message");
            seen.Add(message.Seq());
        }
        while (message.Text("text") != End);

        return seen;
    }

    private async Task<(Task<List<long>> Seen, int Cuts)> FollowAsync(ServerProcess server, Random random)
    {
        var line = new CutLine(System.Net.IPEndPoint.Parse(server.Console.Authority));
        var member = await HubMember.OpenAsync(new Uri($"http://{line.Address}/hub"), Room, static seen => seen is [.., { Text: End }]);
        var cuts = 0;
        for (; cuts < Cuts; cuts++)
        {
            var (before, until) = (member.Snapshots, Interlocked.Read(ref last) + random.Next(200));
            await Soon.UntilAsync(() => Interlocked.Read(ref last) >= until, "some talk");
            line.Cut();
            await Soon.UntilAsync(() => member.Snapshots > before, "the next connection");
        }

        return (EndAsync(member, line), cuts);
    }

    private static async Task<List<long>> EndAsync(HubMember member, CutLine line)
    {
        await member.All.WaitAsync(Scale.Deadline);
        List<long> seen = [.. member.Seen.Select(static message => message.Seq)];
        await member.DisposeAsync();
        await line.DisposeAsync();
        return seen;
    }
}
