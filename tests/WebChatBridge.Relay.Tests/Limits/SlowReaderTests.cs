using WebChatBridge.Protocol;

namespace WebChatBridge.Relay.Tests.Limits;

/// <summary>WriteStall and OutboxSoftBytes at one less, at them and one more: who takes nothing, and who takes too little.</summary>
public sealed class SlowReaderTests
{
    private const int Soft = 1_024;

    private static readonly TimeSpan Tick = new(1);
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    [Theory]
    [InlineData("line", -1)]
    [InlineData("line", 0)]
    [InlineData("line", 1)]
    [InlineData("json", 0)]
    [InlineData("header64", 0)]
    [InlineData("nul", 0)]
    [InlineData("raw", 0)]
    public async Task TakesNothing_ForSoLong_EndsInTheWordsOfTheDialect(string dialect, int ticks)
    {
        await using var relay = await TestRelay.StartAsync();
        var client = await ArriveAsync(relay, dialect);
        var read = await StallAsync(relay, client, "12345");

        await relay.PassAsync(Limit + (ticks * Tick));
        client.Wire.Out.Resume();

        await relay.SyncAsync(ticks < 0 ? [client] : []);
        await LastWords.AssertAsync(
            client, dialect, read + "12345", CloseCode.TooSlow, ticks < 0 ? null : "too slow: 5 B wait and it has taken none for 10 s, the limit is 10 s (Relay:Limits:WriteStall)");
    }

    [Fact]
    public async Task TakesOne_InTime_HasItsTimeAgain()
    {
        await using var relay = await TestRelay.StartAsync();
        var client = await ArriveAsync(relay, "line");
        await StallAsync(relay, client, "12345");
        Append(client, "678");
        await relay.PassAsync(Limit - Tick);
        client.Wire.Out.Resume(once: true);
        await relay.UntilAsync(() => client.Session.Outbox!.Queued == 3);

        await relay.PassAsync(Limit - Tick);
        Assert.Null(client.Closed);
        await relay.PassAsync(Tick);

        Assert.Equal("too slow: 3 B wait and it has taken none for 10 s, the limit is 10 s (Relay:Limits:WriteStall)", client.Closed?.Sentence);
    }

    /// <summary>A reader that takes some, and always leaves so many.</summary>
    [Theory]
    [InlineData("line", Soft - 1, 0, false)]
    [InlineData("line", Soft, 0, false)]
    [InlineData("line", Soft + 1, -1, false)]
    [InlineData("line", Soft + 1, 0, true)]
    [InlineData("line", Soft + 1, 1, true)]
    [InlineData("json", Soft + 1, 0, true)]
    [InlineData("header64", Soft + 1, 0, true)]
    [InlineData("nul", Soft + 1, 0, true)]
    public async Task TakesTooLittle_ForSoLong_EndsInTheWordsOfTheDialect(string dialect, int waiting, int ticks, bool ends)
    {
        await using var relay = await TestRelay.StartAsync(new LimitOptions { OutboxSoftBytes = Soft });
        var client = await ArriveAsync(relay, dialect);
        var (first, second) = (Filler(dialect, '1', waiting), Filler(dialect, '2', waiting));
        var read = await StallAsync(relay, client, first);
        await relay.PassAsync(TimeSpan.Zero); // it is over from here on

        await relay.PassAsync(Limit / 2);
        Append(client, second);
        client.Wire.Out.Resume(once: true);
        await relay.UntilAsync(() => client.Session.Outbox!.Queued == waiting);
        await relay.PassAsync((Limit / 2) + (ticks * Tick));
        client.Wire.Out.Resume();

        await relay.SyncAsync(ends ? [] : [client]);
        await LastWords.AssertAsync(
            client, dialect, read + first + second, CloseCode.TooSlow, ends ? "too slow: 1,025 B wait, more than 1,024 for 10 s (Relay:Limits:OutboxSoftBytes)" : null);
    }

    [Fact]
    public async Task TakesTooLittle_ButOnceEnough_HasItsTimeAgain()
    {
        await using var relay = await TestRelay.StartAsync(new LimitOptions { OutboxSoftBytes = Soft });
        var client = await ArriveAsync(relay, "line");
        await StallAsync(relay, client, new string('1', Soft));
        Append(client, "2");
        await relay.PassAsync(TimeSpan.Zero);
        await relay.PassAsync(Limit - Tick);
        client.Wire.Out.Resume(once: true);
        await relay.UntilAsync(() => client.Session.Outbox!.Queued == 1);
        await relay.PassAsync(TimeSpan.Zero); // no more than there may be

        Append(client, new string('3', Soft));
        await relay.PassAsync(TimeSpan.Zero);
        await relay.PassAsync(Limit - Tick);

        Assert.Null(client.Closed);
    }

    private static async Task<TestClient> ArriveAsync(TestRelay relay, string dialect) => dialect switch
    {
        "json" => await relay.JsonAsync(),
        "line" => await relay.LineAsync(),
        _ => await relay.ConnectAsync(relay.EndpointOf(dialect, dialect, "lobby")),
    };

    private static string Filler(string dialect, char filler, int bytes) =>
        dialect == "header64" ? $"{bytes - 64}".PadRight(64) + new string(filler, bytes - 64) : new string(filler, bytes);

    // Its socket takes no more, and this is on its way. Answers what it has read.
    private static async Task<string> StallAsync(TestRelay relay, TestClient client, string onItsWay)
    {
        await relay.SyncAsync(client);
        var read = client.Written;
        client.Wire.Out.Stall();
        Append(client, onItsWay);
        await client.Wire.Out.WhenWritingAsync();
        return read;
    }

    private static void Append(TestClient client, string text) => Assert.True(client.Session.Outbox!.TryAppend(LastWords.Ascii(text)));
}
