using WebChatBridge.Protocol;

namespace WebChatBridge.Relay.Tests.Faults;

/// <summary>Nothing a session sends is read: the kernel keeps it, and no deadline counts the silence that is ours.</summary>
public sealed class StopReadingTests
{
    private static readonly Misbehaviour Stop = new(MisbehaviourKind.StopReading);

    [Fact]
    public async Task Stopped_NothingIsTaken_AndItGoesOnWhenSwitchedOff()
    {
        await using var relay = await TestRelay.StartAsync();
        var tom = await relay.HeaderAsync();
        var jerry = await relay.HeaderAsync();
        Assert.Null(await DoAsync(relay, tom, Stop));

        tom.Send("are you there?");
        await jerry.SendAsync("I am");
        Assert.Equal("I am", await tom.NextAsync());
        Assert.Equal((0, "nothing it sends is read (by alice)"), (Seen(relay, tom).BytesIn, Seen(relay, tom).Misbehaves));

        Assert.Null(await DoAsync(relay, tom, null));

        Assert.Equal("are you there?", await jerry.NextAsync());
        Assert.Null(Seen(relay, tom).Misbehaves);
    }

    [Fact]
    public async Task HalfAFrame_DoesNotAge_WhileNobodyListens()
    {
        await using var relay = await TestRelay.StartAsync();
        var tom = await relay.HeaderAsync();
        await tom.SendBytesAsync("5  "u8.ToArray());
        Assert.Null(await DoAsync(relay, tom, Stop));

        await relay.PassAsync(TimeSpan.FromMinutes(10));
        Assert.Null(tom.Closed);
        Assert.Null(await DoAsync(relay, tom, null));
        await relay.PassAsync(relay.Limits.HalfSentFrame - TimeSpan.FromSeconds(1));
        Assert.Null(tom.Closed);

        await relay.PassAsync(TimeSpan.FromSeconds(1));
        Assert.StartsWith("half a frame for 10 s", tom.Closed!.Sentence);
    }

    [Fact]
    public async Task Idle_DoesNotAge_WhileNobodyListens()
    {
        await using var relay = await TestRelay.StartAsync();
        var tom = await relay.LineAsync("Tom", relay.EndpointOf("idle", "line", "lobby", static options => options.Idle = TimeSpan.FromSeconds(60)));
        Assert.Null(await DoAsync(relay, tom, Stop));
        await relay.SyncAsync(tom);
        await relay.PassAsync(TimeSpan.FromMinutes(10));
        Assert.Null(await DoAsync(relay, tom, null));

        await relay.PassAsync(TimeSpan.FromSeconds(59));
        Assert.Null(tom.Closed);
        await relay.PassAsync(TimeSpan.FromSeconds(1));
        Assert.Equal(CloseCode.Idle, tom.Closed!.Code);
    }

    [Fact]
    public async Task Speak_WhileStopped_IsObeyed_AndStillNothingIsRead()
    {
        await using var relay = await TestRelay.StartAsync();
        var tom = await relay.LineAsync("Tom");
        Assert.Null(await DoAsync(relay, tom, Stop));

        Assert.Null(await relay.Faults.SpeakAsync("alice", tom.Session.Id, "nul").Soon());
        var before = tom.Session.Input.Bytes;
        tom.Send("unread\0"u8);
        await relay.SyncAsync();

        Assert.Equal(("nul", before), (Seen(relay, tom).Dialect, Seen(relay, tom).BytesIn));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Closed_WhileStopped_Ends(bool reset)
    {
        await using var relay = await TestRelay.StartAsync();
        var user = await relay.Hub.EnterAsync("Boss", null);
        var tom = await relay.LineAsync("Tom");
        Assert.Null(await DoAsync(relay, tom, Stop));

        Assert.Null(await relay.Hub.CloseAsync(user, tom.Session.Id, reset));

        await tom.Served.Soon();
        Assert.Equal("closed by Boss", tom.Closed!.Sentence);
    }

    private static Task<Rejection?> DoAsync(TestRelay relay, TestClient client, Misbehaviour? how) =>
        relay.Faults.MisbehaveAsync("alice", client.Session.Id, how).Soon();

    private static SessionInfo Seen(TestRelay relay, TestClient client) => client.Session.Describe(relay.Time);
}
