using System.Text;
using WebChatBridge.Protocol;

namespace WebChatBridge.Relay.Tests.Limits;

/// <summary>MaxMessageBytes at one less, at it, and one more: what each dialect's client is told.</summary>
public sealed class MessageSizeTests
{
    private const int Limit = 100;

    [Theory]
    [InlineData("header64", Limit - 1)]
    [InlineData("header64", Limit)]
    [InlineData("line", Limit - 1)]
    [InlineData("line", Limit)]
    [InlineData("json", Limit - 1)]
    [InlineData("json", Limit)]
    [InlineData("nul", Limit - 1)]
    [InlineData("nul", Limit)]
    public async Task UpToTheLimit_ItIsAMessage(string dialect, int bytes)
    {
        await using var relay = await StartAsync();
        var client = await ArriveAsync(relay, dialect);

        await client.SendBytesAsync(Spelled(dialect, bytes));

        await relay.SyncAsync();
        Assert.Equal([bytes], await LengthsAsync(relay));
        Assert.Null(client.Closed);
    }

    [Theory]
    [InlineData("header64", "Header says 101 bytes; the limit is 100 (Relay:Limits:MaxMessageBytes).")]
    [InlineData("line", "A line is longer than 100 bytes (Relay:Limits:MaxMessageBytes).")]
    [InlineData("nul", "A message is longer than 100 bytes without a NUL (0x00) to end it (Relay:Limits:MaxMessageBytes).")]
    public async Task OneMore_EndsTheSession_InItsWords(string dialect, string reason)
    {
        await using var relay = await StartAsync();
        var client = await ArriveAsync(relay, dialect);

        await client.SendBytesAsync(Spelled(dialect, Limit + 1));
        await client.Served.Soon();

        await LastWords.AssertAsync(client, dialect, "", CloseCode.ProtocolViolation, reason);
        Assert.Empty(await LengthsAsync(relay));
    }

    [Fact]
    public async Task OneMore_OfJson_IsAnError_AndTheSessionGoesOn()
    {
        await using var relay = await StartAsync();
        var client = await relay.JsonAsync();

        await client.PostAsync(new string('x', Limit + 1), "a");

        var error = await client.NextAsync("error");
        Assert.Equal(
            ("limit", "The message has 101 bytes; the limit is 100 (Relay:Limits:MaxMessageBytes).", "a"),
            (error.GetProperty("code").GetString(), error.GetProperty("text").GetString(), error.GetProperty("id").GetString()));
        await client.PostAsync("still here");
        await client.NextAsync("ack");
    }

    [Fact]
    public async Task OneMore_OfRaw_IsTwoMessages()
    {
        await using var relay = await StartAsync();
        var client = await ArriveAsync(relay, "raw");

        await client.SendBytesAsync(Encoding.ASCII.GetBytes(new string('x', Limit + 1)));
        client.Wire.In.Fin();

        await relay.UntilAsync(() => client.Session.HalfClosedAt is not null);
        Assert.Equal([Limit, 1], await LengthsAsync(relay));
    }

    [Fact]
    public async Task OneMore_ThroughTheHub_IsRejected()
    {
        await using var relay = await StartAsync();
        var alice = await relay.Hub.EnterAsync("alice", remote: null);

        var fits = await relay.Hub.PostAsync(alice, "lobby", new byte[Limit], id: null);
        var refused = await relay.Hub.PostAsync(alice, "lobby", new byte[Limit + 1], id: null);

        Assert.Null(fits.Rejected);
        Assert.Equal("The message has 101 bytes; the limit is 100 (Relay:Limits:MaxMessageBytes).", refused.Rejected?.Reason);
    }

    private static Task<TestRelay> StartAsync() => TestRelay.StartAsync(new LimitOptions { MaxMessageBytes = Limit });

    private static async Task<TestClient> ArriveAsync(TestRelay relay, string dialect) => dialect == "json"
        ? await relay.JsonAsync()
        : await relay.ConnectAsync(relay.EndpointOf(dialect, dialect, "lobby"));

    private static byte[] Spelled(string dialect, int bytes)
    {
        var text = new string('x', bytes);
        return Encoding.ASCII.GetBytes(dialect switch
        {
            "header64" => $"{bytes}".PadRight(64) + text,
            "line" => text + "\n",
            "nul" => text + "\0",
            _ => $"{{\"type\":\"post\",\"text\":\"{text}\"}}\n",
        });
    }

    private static async Task<IEnumerable<int>> LengthsAsync(TestRelay relay) =>
        (await relay.Log.AllAsync("lobby")).Select(static message => message.Payload.Length);
}
