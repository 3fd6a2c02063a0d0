using WebChatBridge.Protocol;

namespace WebChatBridge.Relay.Tests.Limits;

/// <summary>HalfCloseGrace and Idle of an endpoint a tick before their time, at it and after it.</summary>
public sealed class EndOfInputTests
{
    private static readonly TimeSpan Tick = new(1);
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(2);

    [Theory]
    [InlineData("json", -1)]
    [InlineData("json", 0)]
    [InlineData("json", 1)]
    [InlineData("header64", -1)]
    [InlineData("header64", 0)]
    [InlineData("nul", 0)]
    [InlineData("line", 0)]
    public async Task HalfClosed_AndNothingIsOnItsWay_EndsAfterTheGrace(string dialect, int ticks)
    {
        await using var relay = await TestRelay.StartAsync();
        var client = await ArriveAsync(relay, dialect);
        var read = await HalfCloseAsync(relay, client);

        await relay.PassAsync(Grace + (ticks * Tick));

        var reason = $"closed its side (FIN) after 0 messages, {client.Session.Input.Bytes} B";
        await LastWords.AssertAsync(client, dialect == "line" ? "none: a person who has left" : dialect, read, CloseCode.PeerClosed, ticks < 0 ? null : reason);
    }

    [Theory]
    [InlineData("json", -1)]
    [InlineData("json", 0)]
    [InlineData("header64", 0)]
    [InlineData("nul", 0)]
    [InlineData("line", 0)]
    public async Task HalfClosed_AndDoesNotTakeWhatIsOnItsWay_EndsAfterTheGrace(string dialect, int ticks)
    {
        await using var relay = await TestRelay.StartAsync();
        var client = await ArriveAsync(relay, dialect);
        await relay.SyncAsync(client);
        client.Wire.Out.Stall();
        Assert.True(client.Session.Outbox!.TryAppend("12345"u8));
        await client.Wire.Out.WhenWritingAsync();
        var read = await HalfCloseAsync(relay, client);

        await relay.PassAsync(Grace + (ticks * Tick));
        client.Wire.Out.Resume();

        await relay.SyncAsync(ticks < 0 ? [client] : []);
        await LastWords.AssertAsync(
            client, dialect, read + "12345", CloseCode.HalfCloseGraceOver, ticks < 0 ? null : "closed its side (FIN) and did not take 5 B within 2 s (HalfCloseGrace)");
    }

    [Theory]
    [InlineData("line", -1)]
    [InlineData("line", 0)]
    [InlineData("line", 1)]
    [InlineData("json", -1)]
    [InlineData("json", 0)]
    [InlineData("header64", 0)]
    [InlineData("nul", 0)]
    public async Task Idle_ForSoLong_EndsInTheWordsOfTheDialect(string dialect, int ticks)
    {
        await using var relay = await TestRelay.StartAsync();
        var idle = TimeSpan.FromMinutes(1);
        var client = await ArriveAsync(relay, dialect, with => with.Idle = idle);
        await client.SendBytesAsync(LastWords.Ascii(dialect switch
        {
            "header64" => "2".PadRight(64) + "hi",
            "json" => "{\"type\":\"ping\"}\n",
            "nul" => "hi\0",
            _ => "hi\n",
        }));
        await relay.SyncAsync(client);
        var read = client.Written;

        await relay.PassAsync(idle + (ticks * Tick));

        await LastWords.AssertAsync(client, dialect, read, CloseCode.Idle, ticks < 0 ? null : "sent nothing for 60 s (Idle)");
    }

    [Fact]
    public async Task Idle_OfWhomNothingIsExpected_NeverEnds()
    {
        await using var relay = await TestRelay.StartAsync();
        var client = await ArriveAsync(relay, "line");

        await relay.PassAsync(TimeSpan.FromDays(7));

        Assert.Null(client.Closed);
    }

    private static async Task<TestClient> ArriveAsync(TestRelay relay, string dialect, Action<EndpointOptions>? with = null)
    {
        var endpoint = relay.EndpointOf(dialect, dialect, "lobby", with);
        return dialect switch
        {
            "json" => await relay.JsonAsync(endpoint: endpoint),
            "line" => await relay.LineAsync(endpoint: endpoint),
            _ => await relay.ConnectAsync(endpoint),
        };
    }

    // Answers what it has read until then.
    private static async Task<string> HalfCloseAsync(TestRelay relay, TestClient client)
    {
        await relay.SyncAsync(client.Session.Outbox!.Queued == 0 ? [client] : []);
        var read = client.Written;
        client.Wire.In.Fin();
        await relay.UntilAsync(() => client.Session.HalfClosedAt is not null);
        return read;
    }
}
