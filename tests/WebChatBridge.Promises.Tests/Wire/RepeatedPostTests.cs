using System.Text;
using WebChatBridge.Client;

namespace WebChatBridge.Promises.Tests;

/// <summary>
/// P5: a post with an id is stored exactly once, however often a client that lost its connection says it again; also after the
/// server was killed. Every post is said three times: on a connection that is reset while it is being answered, on another one to its
/// end, and once more to a server that was killed and started again.
/// </summary>
public sealed class RepeatedPostTests : IDisposable
{
    private const int Clients = 10;
    private const int Chunk = 25;

    private readonly TempFolder folder = new();
    private readonly OncePerId once = new();
    private readonly Lock gate = new();

    private static int Posts => Scale.Of(50, 1_000);

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Posts_SaidThreeTimes_OverReconnectsAndAKill_AreStoredOnce()
    {
        await using (var server = await StartAsync())
        {
            await Task.WhenAll(Enumerable.Range(0, Clients).Select(client => Task.Run(() => SayTwiceAsync(server, client))));
            await server.KillAsync();
        }

        await using var again = await StartAsync();
        await Task.WhenAll(Enumerable.Range(0, Clients).Select(client => Task.Run(() => SayOnceMoreAsync(again, client))));

        await using var console = await WatchedConsole.OpenAsync(new ConsoleConnection(new Uri(again.Console, "/hub")));
        var log = (await LogReading.AllAsync(console.Connection, "lobby")).ConvertAll(static message =>
        {
            Assert.True(Unit.TryRead(message.Payload.Span, out _, out _));
            return Encoding.ASCII.GetString(message.Payload.Span[..Unit.HeadBytes]);
        });
        string[] said = [.. Enumerable.Range(0, Clients).SelectMany(static client => Enumerable.Range(0, Posts).Select(number => $"{client:D3}/{number:D7}"))];
        Assert.Null(once.Fault(log, said));
        Scale.Print($"P5: {said.Length:N0} posts, each said 3 times, {once.Acks:N0} acks, {log.Count:N0} stored");
    }

    private Task<ServerProcess> StartAsync() => ServerProcess.StartAsync($"--History:Path={folder.File("history.db")}", "--History:MinFreeDiskBytes=0");

    // A chunk at a time, so that cuts come at many places: after some acks, in the middle of a line, before anything was read.
    private async Task SayTwiceAsync(ServerProcess server, int client)
    {
        var random = new Random(client);
        for (var from = 0; from < Posts; from += Chunk)
        {
            var bytes = Spell(client, from);
            using (var cut = await ConnectAsync(server, client))
            {
                await cut.SendAsync(bytes[..random.Next(bytes.Length / 2, bytes.Length + 1)]);
                await ReadAcksAsync(cut, random.Next(Chunk / 4));
                cut.Reset();
            }

            using var whole = await ConnectAsync(server, client);
            await whole.SendAsync(bytes);
            await ReadAcksAsync(whole, Chunk);
        }
    }

    private async Task SayOnceMoreAsync(ServerProcess server, int client)
    {
        using var connection = await ConnectAsync(server, client);
        for (var from = 0; from < Posts; from += Chunk)
        {
            await connection.SendAsync(Spell(client, from));
            await ReadAcksAsync(connection, Chunk);
        }
    }

    private static async Task<RawClient> ConnectAsync(ServerProcess server, int client)
    {
        var connection = await RawClient.ConnectAsync(server.Json);
        await connection.HelloAsync(program: $"repeater-{client}");
        return connection;
    }

    private static byte[] Spell(int client, int from)
    {
        var framing = new JsonFraming(ids: true);
        var bytes = new byte[Chunk * (2 * Unit.MaxBytes + Framing.Overhead)];
        var body = new byte[Unit.MaxBytes];
        var length = 0;
        for (var number = from; number < from + Chunk; number++)
        {
            length += framing.Write(body.AsSpan(0, Unit.Write(client, number, body)), bytes.AsSpan(length));
        }

        return bytes[..length];
    }

    private async Task ReadAcksAsync(RawClient connection, int count)
    {
        for (var i = 0; i < count; i++)
        {
            var ack = await connection.ReadJsonAsync("ack");
            lock (gate)
            {
                once.Acknowledged(ack.Text("id"), ack.Seq());
            }
        }
    }
}
