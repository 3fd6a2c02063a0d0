using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using WebChatBridge.Client;
using WebChatBridge.Protocol;
using WebChatBridge.Web.Pages;
using WebChatBridge.Web.Parts;
using WebChatBridge.Web.State;
using WebChatBridge.Web.Tests.State;

namespace WebChatBridge.Web.Tests.Pages;

public sealed class ConversationsTests : IAsyncLifetime
{
    private const string Hostile = "<script>alert(1)</script><img src=x onerror=alert(2)>\u202e\u001b[31m";
    private readonly ConsoleStage _stage = new();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _stage.DisposeAsync();

    [Fact]
    public async Task Open_Room_ShowsItsEndAndFollowsWithoutJoining()
    {
        _stage.Connection.Log.AddRange(Samples.Messages(1, 30));

        var page = await ShowAsync(30);

        page.WaitForAssertion(() => Assert.Equal(30, page.FindAll("[data-seq]").Count));
        Assert.Equal(new FollowRequest("lobby", FollowMode.Live, 30), _stage.Connection.Follows[^1]);
        Assert.Empty(_stage.Connection.Joins);
        Assert.Contains("To lobby (2 sockets) as alice", page.Find(".target-to").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Message_Hostile_StaysText()
    {
        _stage.Connection.Log.Add(Samples.Message(1, Hostile));

        var page = await ShowAsync(1);

        page.WaitForAssertion(() => Assert.Single(page.FindAll("[data-seq]")));
        Assert.Empty(page.FindAll("script, .row img"));
        Assert.Equal("<script>alert(1)</script><img src=x onerror=alert(2)>⟨U+202E⟩⟨ESC⟩[31m", page.Find(".row-text").TextContent);
    }

    [Fact]
    public async Task Message_Arrives_IsShownWhileLive()
    {
        var page = await ShowAsync(0);

        await _stage.PushAsync(new WatchBatch { Messages = [Samples.Message(1, "ping")], Rooms = [Samples.Room("lobby", 1, Samples.Tom)] });

        page.WaitForAssertion(() => Assert.Contains("ping", page.Find(".row-text").TextContent, StringComparison.Ordinal));
        Assert.Empty(page.FindAll(".badge-new"));
    }

    [Fact]
    public async Task Message_WithHints_IsFlaggedAndLeadsToItsBytes()
    {
        var page = await ShowAsync(0);
        await _stage.PushAsync(new WatchBatch { Messages = [Samples.Message(1, "a\u001bb"), Samples.Message(2, "web", Samples.Alice)] });
        Assert.Empty(page.FindAll(".row-hint"));

        await _stage.PushAsync(new WatchBatch { Hints = [new MessageHint("lobby", 1, HintFlagsTests.Hint("H12", HintSeverity.Warning))] });

        page.WaitForAssertion(() => Assert.Equal("⚑ control characters", page.Find("[data-seq='1'] .row-hint").TextContent));
        Assert.Equal("What H12 says.", page.Find(".row-hint").GetAttribute("title"));
        Assert.Equal("/traffic?s=3&room=lobby&seq=1", page.Find(".row-hint").GetAttribute("href"));
        Assert.Equal("/traffic?s=3&room=lobby&seq=1", page.Find("[data-seq='1'] .row-actions a").GetAttribute("href"));
        Assert.Empty(page.FindAll("[data-seq='2'] .row-actions a"));
    }

    [Fact]
    public async Task Reader_ScrollsUp_GetsOnlyANumberAndThenAllOfIt()
    {
        _stage.Connection.Log.AddRange(Samples.Messages(1, 20));
        var page = await ShowAsync(20);
        var stream = page.WaitForComponent<LiveLog>();

        await stream.InvokeAsync(stream.Instance.OnReleased);
        Assert.Equal(new FollowRequest("lobby", FollowMode.Count, 20), _stage.Connection.Follows[^1]);
        await _stage.PushAsync(new WatchBatch { Rooms = [Samples.Room("lobby", 32, Samples.Tom)] });

        page.WaitForAssertion(() => Assert.Equal("↓ 12 new · tom", page.Find(".pill-new").TextContent));
        Assert.Equal(20, page.FindAll("[data-seq]").Count);
        Assert.Equal("12 unread", page.Find(".badge-new").TextContent);

        await page.Find(".pill-new").ClickAsync(new());
        Assert.Equal(new FollowRequest("lobby", FollowMode.Live, 20), _stage.Connection.Follows[^1]);
    }

    [Fact]
    public async Task Pause_BetweenTwoBeats_ShowsAllThatHadComeByThen()
    {
        var page = await ShowAsync(0);
        await _stage.PushAsync(new WatchBatch { Messages = [Samples.Message(1, "shown")] });
        await page.InvokeAsync(() => _stage.Services.GetRequiredService<ConsoleState>().TouchNow()); // the beat of this moment is spent
        await _stage.PushUnseenAsync(new WatchBatch { Messages = [Samples.Message(2, "between")] });

        await page.Find("button[data-key=Space]").ClickAsync(new());

        Assert.Contains("Paused", page.Find(".live").TextContent, StringComparison.Ordinal);
        Assert.Equal(["1", "2"], page.FindAll("[data-seq]").Select(row => row.GetAttribute("data-seq")!));
        Assert.EndsWith("paused=2", _stage.Url, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pause_Click_StandsInTheAddressUntilResumed()
    {
        _stage.Connection.Log.AddRange(Samples.Messages(1, 20));
        var page = await ShowAsync(20);

        await page.WaitForElement("[data-key=Space]").ClickAsync(new());
        await _stage.TickAsync();
        page.WaitForAssertion(() => Assert.EndsWith("?paused=20", _stage.Url, StringComparison.Ordinal));
        await page.WaitForElement(".button-primary[data-key=Space]").ClickAsync(new());
        await _stage.TickAsync();

        page.WaitForAssertion(() => Assert.DoesNotContain("paused", _stage.Url, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Send_Accepted_ClearsAndSaysWhoWasWrittenTo()
    {
        var page = await ShowAsync(0);
        _stage.Connection.OnPost = (room, text) => Task.FromResult(
            new PostResult(room, 1, [Samples.Tom], [new PostFailure(Samples.Jerry, "not reading (64 KB queued)")]));
        var composer = page.WaitForComponent<WriteBox>();

        var outcome = await composer.InvokeAsync(() => composer.Instance.OnSend("ping", sure: false));
        await _stage.PushAsync(new WatchBatch { Messages = [Samples.Message(1, "ping", Samples.Alice)] });

        Assert.Equal(new SendOutcome(true), outcome);
        Assert.Equal(("lobby", "ping"), Assert.Single(_stage.Connection.Posts));
        page.WaitForAssertion(() => Assert.Equal(
            "▲ written to 1 of 2 — jerry is not reading (64 KB queued)", page.Find(".row-receipt").TextContent));
    }

    [Fact]
    public async Task Send_Rejected_KeepsTheTextAndSaysWhyUnderIt()
    {
        var page = await ShowAsync(0);
        _stage.Connection.OnPost = (room, text) => Task.FromResult(
            new PostResult(room, null, [], [], new Rejection(ErrorCode.Limit, "The message is 70,012 bytes; the limit is 65,536.")));
        var composer = page.WaitForComponent<WriteBox>();

        var outcome = await composer.InvokeAsync(() => composer.Instance.OnSend("too long", sure: false));

        Assert.Equal(new SendOutcome(false), outcome);
        Assert.Contains("70,012", page.Find("#composer-says [role=alert]").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Send_OverTheLimit_SendsNothing_NotEvenTheLinesBefore()
    {
        var page = await ShowAsync(0);
        await _stage.PushAsync(new WatchBatch { Status = Samples.Status(2) with { MaxMessageBytes = 10 } });
        var composer = page.WaitForComponent<WriteBox>();

        var outcome = await composer.InvokeAsync(() => composer.Instance.OnSend("short\nmuch too long", sure: false));

        Assert.Equal(new SendOutcome(false), outcome);
        Assert.Empty(_stage.Connection.Posts);
        Assert.Equal("Not sent: Line 2 has 13 bytes; the limit is 10 (Relay:Limits:MaxMessageBytes).", page.Find("#composer-says [role=alert]").TextContent);
    }

    [Fact]
    public async Task Send_UnknownCommand_SendsNothingAndOffersItLiterally()
    {
        var page = await ShowAsync(0);
        var composer = page.WaitForComponent<WriteBox>();

        await composer.InvokeAsync(() => composer.Instance.OnSend("/foo bar", sure: false));

        Assert.Empty(_stage.Connection.Posts);
        Assert.Equal("//foo bar", page.Find("[data-send=literally]").GetAttribute("data-text"));
    }

    [Fact]
    public async Task Send_ManyLines_AsksFirstThenSendsEachAsOne()
    {
        var page = await ShowAsync(0);
        var composer = page.WaitForComponent<WriteBox>();

        var asked = await composer.InvokeAsync(() => composer.Instance.OnSend("1\n2\n3\n4\n5\n6", sure: false));
        Assert.False(asked.Accepted);
        Assert.Contains("Send 6 lines as 6 messages?", page.Find(".composer-note").TextContent, StringComparison.Ordinal);

        var sent = await composer.InvokeAsync(() => composer.Instance.OnSend("1\n2\n3\n4\n5\n6", sure: true));
        Assert.True(sent.Accepted);
        Assert.Equal(["1", "2", "3", "4", "5", "6"], _stage.Connection.Posts.Select(post => post.Text));
    }

    [Fact]
    public async Task Direct_Line_GoesToThatSessionAlone()
    {
        var page = await ShowAsync(0, "@3");
        var composer = page.WaitForComponent<WriteBox>();

        await composer.InvokeAsync(() => composer.Instance.OnSend("psst", sure: false));

        Assert.Equal(("@3", "psst"), Assert.Single(_stage.Connection.Posts));
        Assert.Equal("@3+9", _stage.Connection.Follows[^1].Room);
        Assert.Equal("@tom", page.Find(".head-title").TextContent);
    }

    [Fact]
    public async Task Socket_Leaves_TheComposerSaysSo()
    {
        var page = await ShowAsync(0, "@3");
        page.WaitForComponent<WriteBox>();

        await _stage.PushAsync(new WatchBatch { Sessions = [Samples.Session(Samples.Tom) with { State = SessionState.Closed }] });

        page.WaitForAssertion(() => Assert.Contains("tom left.", page.Find("#composer-says").TextContent, StringComparison.Ordinal));
        Assert.True(page.Find("button[type=submit]").HasAttribute("disabled"));
    }

    [Fact]
    public async Task Pending_Bytes_AreAGhostUntilTheLineIsComplete()
    {
        var page = await ShowAsync(0);
        var tom = Samples.Session(Samples.Tom);

        await _stage.PushAsync(new WatchBatch { Sessions = [tom with { Pending = new PendingInput(7, "PONG 4\u001b"u8.ToArray(), Samples.Noon, null) }] });
        page.WaitForAssertion(() => Assert.Contains("⟨7 bytes, no newline yet⟩", page.Find(".ghost").TextContent, StringComparison.Ordinal));
        await _stage.PushAsync(new WatchBatch { Sessions = [tom] });

        page.WaitForAssertion(() => Assert.Empty(page.FindAll(".ghost")));
    }

    [Fact]
    public async Task Link_Lost_SaysForHowLongAndStopsTheComposer()
    {
        var page = await ShowAsync(0);
        page.WaitForComponent<WriteBox>();

        await page.InvokeAsync(() => _stage.Connection.SetLink(ConsoleLink.Reconnecting));
        await page.InvokeAsync(() => _stage.Time.Advance(TimeSpan.FromSeconds(8)));

        page.WaitForAssertion(() => Assert.Equal("○ Disconnected 8 s — what you see may be old", page.Find(".live").TextContent));
        Assert.Contains("offline", page.Find("#composer-says").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Room_ElsewhereGrows_CountsAsUnread()
    {
        var page = await ShowAsync(0);

        await _stage.PushAsync(new WatchBatch { Rooms = [Samples.Room("plc-line-3", 4)] });

        page.WaitForAssertion(() => Assert.Equal("4 unread", page.Find(".badge-new").TextContent));
    }

    private async Task<IRenderedComponent<Conversations>> ShowAsync(long lastSeq, string? name = null)
    {
        _stage.Services.GetRequiredService<NavigationManager>().NavigateTo(name is null ? "/c/lobby" : "/c/" + name);
        var page = _stage.Render<Conversations>(parameters => parameters.Add(one => one.Name, name ?? "lobby"));
        await _stage.StartAsync(Samples.Snapshot(lastSeq));
        return page;
    }
}
