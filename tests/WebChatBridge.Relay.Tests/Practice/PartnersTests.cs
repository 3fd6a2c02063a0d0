using WebChatBridge.Protocol;

namespace WebChatBridge.Relay.Tests.Practice;

/// <summary>Partners in rooms and pairs: real sessions over a wire in memory.</summary>
public sealed class PartnersTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Fact]
    public async Task Echo_InvitedByLine_JoinsAndSaysItBack()
    {
        await using var relay = await TestRelay.StartAsync();
        var ann = await relay.LineAsync("Ann");

        await ann.SendAsync("/partner echo");
        Assert.Equal("* echo joined lobby (2 here)", await ann.NextAsync());
        await ann.SendAsync("hello");

        Assert.Equal("echo: hello", await ann.NextAsync());
    }

    [Fact]
    public async Task Echo_InvitedByJson_SaysBackBytesThatAreNoText()
    {
        await using var relay = await TestRelay.StartAsync();
        var ann = await relay.JsonAsync("""{"type":"hello","name":"Ann"}""");

        await ann.SendAsync("""{"type":"partner","name":"Echo"}""");
        await ann.NextAsync("presence");
        await ann.SendAsync("""{"type":"post","bytes":"/wD+"}""");

        Assert.Equal("/wD+", (await ann.NextAsync("message")).GetProperty("bytes").GetString());
    }

    [Fact]
    public async Task Partner_WithoutAName_IsAnsweredWithTheList()
    {
        await using var relay = await TestRelay.StartAsync();
        var ann = await relay.LineAsync();

        await ann.SendAsync("/partner");

        Assert.Equal("* practice partners; /partner NAME asks one to join:", await ann.NextAsync());
        Assert.All(PartnerKind.All, kind => Assert.Contains(kind.Sentence, ann.Written + ann.NextAsync().Result, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Invited_InAHeaderPair_TakesTheEmptySeat_AndEndsWithTheGoodbye()
    {
        await using var relay = await TestRelay.StartAsync();
        var tom = await relay.HeaderAsync();

        Assert.Null(await relay.Hub.InviteAsync("jerry", "pair-1"));
        Assert.StartsWith("Hi, I am jerry", await tom.NextAsync(), StringComparison.Ordinal);
        await tom.SendAsync("who are you?");
        Assert.StartsWith("I am jerry, a practice partner", await tom.NextAsync(), StringComparison.Ordinal);
        var partner = (await Member(relay, "pair-1", "jerry"))!;
        Assert.Equal(("tutorial", "header64", "jerry", "practice partner"), (partner.Endpoint, partner.Dialect, partner.Partner, partner.Remote));

        await tom.SendAsync("!DISCONNECT");

        Assert.StartsWith("Goodbye", await tom.NextAsync(), StringComparison.Ordinal);
        Assert.Equal("!DISCONNECT", await tom.NextAsync());
        await tom.Served.Soon();
        Assert.Equal(CloseCode.Goodbye, tom.Closed!.Code);
        await PassUntilAsync(relay, () => !relay.Relay.Partners.Any);
    }

    [Fact]
    public async Task Invited_InALinePair_SpeaksLines_AndLeavesWhenTheOtherIsGone()
    {
        await using var relay = await TestRelay.StartAsync();
        var endpoint = relay.EndpointOf("lines", "line", "pairs");
        var tom = await relay.ConnectAsync(endpoint);

        Assert.Null(await relay.Hub.InviteAsync("echo", "pair-1"));
        await tom.SendAsync("/help");
        Assert.Equal("/help", await tom.NextAsync());
        tom.Wire.In.Fin();

        await relay.UntilAsync(() => tom.Session.HalfClosedAt is not null);

        await PassUntilAsync(relay, () => !relay.Relay.Partners.Any);
    }

    [Fact]
    public async Task Invited_WhileSomebodyElseConnects_TakesTheSeatFirst()
    {
        await using var relay = await TestRelay.StartAsync();
        var tom = await relay.HeaderAsync();

        var invited = relay.Hub.InviteAsync("echo", "pair-1");
        var other = await relay.HeaderAsync();

        Assert.Null(await invited);
        Assert.Equal("pair-1", tom.Session.Room!.Name);
        Assert.Equal("pair-2", other.Session.Room!.Name);
    }

    [Fact]
    public async Task TwoPartners_DoNotAnswerEachOther()
    {
        await using var relay = await TestRelay.StartAsync();
        var ann = await relay.LineAsync("Ann");
        await ann.SendAsync("/partner echo");
        await ann.NextAsync(line => line.Contains("joined", StringComparison.Ordinal));
        await ann.SendAsync("/partner echo");
        await ann.NextAsync(line => line.Contains("echo-2 joined", StringComparison.Ordinal));

        await ann.SendAsync("once");
        string[] heard = [await ann.NextAsync(), await ann.NextAsync()];

        Assert.Equal(["echo-2: once", "echo: once"], heard.Order(StringComparer.Ordinal));
        await PassAsync(relay, seconds: 2);
        Assert.Equal(3, relay.Core.Rooms.Find("lobby")!.LastSeq);
    }

    [Fact]
    public async Task Talker_SaysALineEachSecond()
    {
        await using var relay = await TestRelay.StartAsync();
        var ann = await relay.LineAsync("Ann");
        await ann.SendAsync("/partner talker");
        await ann.NextAsync();

        await PassAsync(relay, seconds: 1);
        Assert.StartsWith("talker: 1 ", await ann.NextAsync(), StringComparison.Ordinal);
        await PassAsync(relay, seconds: 1);
        Assert.StartsWith("talker: 2 ", await ann.NextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Leaver_VanishesWithAReset()
    {
        await using var relay = await TestRelay.StartAsync();
        var ann = await relay.LineAsync("Ann");
        await ann.SendAsync("/partner leaver");
        await ann.NextAsync(line => line.StartsWith("leaver: Hello", StringComparison.Ordinal));

        await PassUntilAsync(relay, () => !relay.Relay.Partners.Any);

        Assert.StartsWith("* leaver left lobby (1 here): reset the connection", await ann.NextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Slow_TakesNothingBetweenItsReads()
    {
        await using var relay = await TestRelay.StartAsync(new LimitOptions { WriteStall = TimeSpan.FromHours(1) });
        var ann = await relay.LineAsync("Ann");
        await ann.SendAsync("/partner slow");
        await ann.NextAsync(line => line.StartsWith("slow: I read", StringComparison.Ordinal));
        var slow = relay.Core.Names.Find("slow")!;

        await ann.SendAsync("hello");
        await relay.UntilAsync(() => slow.Outbox!.Queued > 0);
        await PassUntilAsync(relay, () => slow.Outbox!.Queued == 0);

        Assert.EndsWith("I have read: hello", await ann.NextAsync(), StringComparison.Ordinal);
        Assert.Null(slow.Closed);
    }

    [Fact]
    public async Task Partner_LeftAlone_Leaves_AndNotBeforeTenSeconds()
    {
        await using var relay = await TestRelay.StartAsync();
        var ann = await relay.LineAsync("Ann");
        await ann.SendAsync("/partner echo");
        await ann.NextAsync();
        await ann.SendAsync("/join elsewhere");

        await PassAsync(relay, seconds: 9);
        Assert.NotNull(await Member(relay, "lobby", "echo"));

        await PassUntilAsync(relay, () => !relay.Relay.Partners.Any);
    }

    [Fact]
    public async Task Partner_InARoomThatIsOnlyLookedAt_Stays()
    {
        await using var relay = await TestRelay.StartAsync();
        var user = await relay.Hub.EnterAsync("alice", remote: null);
        await using var watcher = await relay.Hub.WatchAsync(user);
        watcher.Follow(new FollowRequest("plc-3"));
        await watcher.NextAsync(CancellationToken.None);

        Assert.Null(await relay.Hub.InviteAsync("echo", "plc-3"));
        await relay.UntilAsync(() => relay.Core.Names.Find("echo") is { Announced: true, Outbox.Queued: 0 });
        await PassAsync(relay, seconds: 20);

        Assert.NotNull(await Member(relay, "plc-3", "echo"));
    }

    [Fact]
    public async Task Partner_AfterHalfAnHour_Leaves()
    {
        await using var relay = await TestRelay.StartAsync();
        var ann = await relay.LineAsync("Ann");
        await ann.SendAsync("/partner echo");
        await ann.NextAsync();

        relay.Time.Advance(TimeSpan.FromMinutes(30));
        await PassUntilAsync(relay, () => !relay.Relay.Partners.Any);

        await ann.NextAsync(line => line.StartsWith("* echo left", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("ecko", "lobby", ErrorCode.NotFound, "There is no partner \"ecko\"; there are echo, jerry, slow, splitter, talker, leaver.")]
    [InlineData("echo", "@1+2", ErrorCode.BadRoom, "")]
    public async Task Invite_ThatCannotBe_IsRefusedInWords(string partner, string room, string code, string reason)
    {
        await using var relay = await TestRelay.StartAsync();

        var refused = await relay.Hub.InviteAsync(partner, room);

        Assert.Equal(code, refused!.Code);
        Assert.Contains(reason, refused.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fourth_InOneRoom_IsRefused()
    {
        await using var relay = await TestRelay.StartAsync();
        for (var i = 0; i < 3; i++)
        {
            Assert.Null(await relay.Hub.InviteAsync("echo", "lobby"));
            var count = i + 1;
            await relay.UntilAsync(() => relay.Core.Rooms.Find("lobby")?.Members.Count == count);
        }

        Assert.Equal(
            new Rejection(ErrorCode.Limit, "3 practice partners are in lobby already, and more do not come at once."), await relay.Hub.InviteAsync("jerry", "lobby"));
    }

    [Fact]
    public async Task Partners_AreNoTcpSessions()
    {
        await using var relay = await TestRelay.StartAsync();
        await relay.Hub.InviteAsync("echo", "lobby");
        await relay.UntilAsync(() => relay.Core.Rooms.Find("lobby")?.Members.Count == 1);

        Assert.Equal(0, relay.Relay.DescribeStatus().TcpSessions);
    }

    [Fact]
    public async Task Splitter_HasWritesCut_WhileItIsThere()
    {
        await using var relay = await TestRelay.StartAsync();
        var tom = await relay.HeaderAsync();

        await relay.Hub.InviteAsync("splitter", "pair-1");
        await relay.UntilAsync(() => tom.Session.Misconduct is not null);
        Assert.StartsWith("writes sliced to 7 B, 40 ms apart", tom.Session.Describe(relay.Time).Misbehaves, StringComparison.Ordinal);
        await relay.Hub.CloseAsync(await relay.Hub.EnterAsync("alice", remote: null), relay.Core.Names.Find("jerry")!.Id, reset: true);

        await relay.UntilAsync(() => tom.Session.Misconduct is null || tom.Session.Closed is not null);
    }

    private static Task<SessionInfo?> Member(TestRelay relay, string room, string name) => relay.Relay.VisitAsync(() =>
        relay.Core.Rooms.Find(room)?.Members.Find(member => member.Who.Name == name)?.Describe(relay.Time)).Soon();

    // Second by second, as the listener looks: a partner acts on what it was told with its next tick.
    private static async Task PassAsync(TestRelay relay, int seconds)
    {
        for (var i = 0; i < seconds; i++)
        {
            await relay.PassAsync(Second);
        }
    }

    // What is under way in a partner's own task is not waited for: its second comes with the next round.
    private static async Task PassUntilAsync(TestRelay relay, Func<bool> true_)
    {
        var deadline = Deadline.Token();
        while (!true_())
        {
            deadline.ThrowIfCancellationRequested();
            await relay.PassAsync(Second);
            await Task.Yield();
        }
    }
}
