using Bunit;
using WebChatBridge.Protocol;
using WebChatBridge.Web.Pages;
using WebChatBridge.Web.Parts;
using WebChatBridge.Web.State;

namespace WebChatBridge.Web.Tests.Pages;

public sealed class FollowTests : IAsyncLifetime
{
    private readonly ConsoleStage _stage = new();
    private SessionTrace _kept = StreamSamples.Trace(
        [StreamSamples.In(1042, 0, "PING 1\nPI"), StreamSamples.Out(1044, 0, "PONG 1\n")],
        [StreamSamples.Line(0, 7, 881), StreamSamples.Line(0, 7, 882, Direction.Out)]);

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _stage.DisposeAsync();

    [Fact]
    public async Task Shown_HasBothDirections_AndOutlinesMessages()
    {
        var page = await ShowAsync();

        Assert.Equal(["▶ in", "◀ out"], page.FindAll(".piece-way").Select(way => way.TextContent));
        Assert.Equal(["message 881", "no message yet", "message 882"], page.FindAll(".seg").Select(segment => segment.GetAttribute("title")));
        Assert.Equal("tom connected", page.Find(".rule").TextContent);
    }

    [Fact]
    public async Task BytesThatCameThroughTls_AreSaidToBeDecrypted()
    {
        _kept = _kept with { Session = StreamSamples.Tom with { Secured = "TLS 1.3" } };

        var page = await ShowAsync(Samples.Snapshot() with { Sessions = [_kept.Session] });

        Assert.EndsWith("127.0.0.1:50003 · decrypted from TLS", page.Find(".follow-what").TextContent.Trim(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Live_AWakeUp_AsksForWhatIsNew()
    {
        var page = await ShowAsync();
        Assert.Equal((Lens.Chunks, true, 1044L), (Bell.Lens, Bell.CountOnly, Bell.After));

        _kept = StreamSamples.Trace([StreamSamples.In(1050, 9, "NG 2\n")], [StreamSamples.Line(7, 14, 890)]);
        await RingAsync(1);

        page.WaitForAssertion(() => Assert.Equal(3, page.FindAll(".piece").Count));
        Assert.Contains(_stage.Connection.TraceQueries, query => query.After == 1044);
        Assert.Contains("message 890, continues in chunk 1050 ▶", page.FindAll(".seg").Select(segment => segment.GetAttribute("title")));
    }

    [Fact]
    public async Task Reading_OnlyCounts_AndGoesOnWhereItStopped()
    {
        var page = await ShowAsync();
        await page.InvokeAsync(() => page.FindComponent<LiveLog>().Instance.OnReleased());
        var asked = _stage.Connection.TraceQueries.Count;

        await RingAsync(3);

        page.WaitForAssertion(() => Assert.Equal("↓ 3 new", page.Find(".pill-new").TextContent));
        Assert.Equal(asked, _stage.Connection.TraceQueries.Count);
        await page.Find(".pill-new").ClickAsync(new());
        Assert.True(_stage.Connection.TraceQueries.Count > asked);
        Assert.Empty(page.FindAll(".pill-new"));
    }

    [Fact]
    public async Task Paused_IsInTheAddress()
    {
        var page = await ShowAsync();

        await page.Find("[data-key=Space]").ClickAsync(new());
        await _stage.TickAsync();

        page.WaitForAssertion(() => Assert.EndsWith("?paused=1044", _stage.Url, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Closed_SaysWhy_AndTakesNothing()
    {
        _kept = _kept with { Session = Closed };
        var page = await ShowAsync(Samples.Snapshot() with { Sessions = [Closed] });

        Assert.Contains("tom closed its side (FIN)", page.Find(".follow-end").TextContent, StringComparison.Ordinal);
        Assert.Contains("tom is closed", page.Find("#composer-says").TextContent, StringComparison.Ordinal);
        Assert.True(page.Find(".composer [type=submit]").HasAttribute("disabled"));
    }

    [Fact]
    public async Task Unknown_SaysSo_AndWhereElseToLook()
    {
        _stage.Connection.OnTrace = _ => null;
        var page = await ShowAsync(Samples.Snapshot() with { Sessions = [] });

        Assert.Contains("Session 3 is not known.", page.Find(".page-note").TextContent, StringComparison.Ordinal);
        Assert.NotEmpty(page.FindAll(".page-note a"));
    }

    [Fact]
    public async Task Composer_Text_WritesWithTheEndingOfTheSession()
    {
        var page = await ShowAsync();

        var outcome = await SendAsync(page, "hello");

        Assert.True(outcome.Accepted);
        Assert.Equal("send 3 68656c6c6f0a", Assert.Single(_stage.Connection.Deeds));
        Assert.Contains("✓ 6 bytes written to the socket of tom. This is no message: nobody else gets it.", page.Find("#composer-says").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Composer_Hex_WritesExactlyWhatWasTyped()
    {
        var page = await ShowAsync();
        await page.FindAll(".composer .target button").Single().ClickAsync(new());

        Assert.False((await SendAsync(page, "4z")).Accepted);
        Assert.Contains("is not a byte", page.Find("#composer-says [role=alert]").TextContent, StringComparison.Ordinal);
        await SendAsync(page, "48 65 \\x1b");

        Assert.Equal("send 3 48651b", Assert.Single(_stage.Connection.Deeds));
    }

    [Theory]
    [InlineData("CrLf", "send 3 610d0a620d0a")]
    [InlineData("Cr", "send 3 610d620d")]
    [InlineData("None", "send 3 610a62")]
    public async Task Composer_Ending_IsTheChosenOne(string ending, string deed)
    {
        var page = await ShowAsync();

        await page.Find(".stream-ending").ChangeAsync(new() { Value = ending });
        await SendAsync(page, "a\nb");

        Assert.Equal(deed, Assert.Single(_stage.Connection.Deeds));
    }

    [Fact]
    public async Task Composer_OfAHeaderSession_FramesUnlessToldNotTo()
    {
        var jerry = Samples.Session(Samples.Tom, dialect: "header:4");
        _kept = _kept with { Session = jerry };
        var page = await ShowAsync(Samples.Snapshot() with { Sessions = [jerry] });

        await SendAsync(page, "hi");
        await page.Find(".stream-header input").ChangeAsync(new() { Value = false });
        await SendAsync(page, "hi");

        Assert.Equal(["send 3 322020206869", "send 3 6869"], _stage.Connection.Deeds);
    }

    [Fact]
    public async Task Composer_OverTheLimit_WritesNothing()
    {
        var snapshot = Samples.Snapshot();
        var page = await ShowAsync(snapshot with { Status = snapshot.Status! with { MaxMessageBytes = 5 } });

        Assert.False((await SendAsync(page, "hello")).Accepted); // and its line end

        Assert.Empty(_stage.Connection.Deeds);
        Assert.Contains("✕ Not written: It has 6 bytes; the limit is 5", page.Find("#composer-says [role=alert]").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Composer_Refused_KeepsTheTextAndSaysWhy()
    {
        _stage.Connection.Refusal = new Rejection("limit", "65,537 bytes; the limit is 65,536 (Relay:Limits:MaxMessageBytes)");
        var page = await ShowAsync();

        Assert.False((await SendAsync(page, "hello")).Accepted);

        Assert.Contains("✕ Not written: 65,537 bytes", page.Find("#composer-says [role=alert]").TextContent, StringComparison.Ordinal);
    }

    private static SessionInfo Closed { get; } = StreamSamples.Tom with
    {
        State = SessionState.Closed,
        ClosedAt = Samples.Noon,
        Closed = new CloseReason(CloseCode.PeerClosed, "tom closed its side (FIN)"),
    };

    private TrafficRequest Bell => _stage.Connection.TrafficRequests[^1];

    // What comes by the other stream afterwards has this one before it.
    private async Task RingAsync(long count)
    {
        await _stage.Renderer.Dispatcher.InvokeAsync(() => _stage.Connection.PushTraffic(new TrafficBatch { Skipped = count, Newest = 1050 }));
        await _stage.PushAsync(new WatchBatch());
        await _stage.TickAsync();
    }

    private static Task<SendOutcome> SendAsync(IRenderedComponent<Follow> page, string text) =>
        page.InvokeAsync(() => page.FindComponent<WriteBox>().Instance.OnSend(text, false));

    private async Task<IRenderedComponent<Follow>> ShowAsync(WatchBatch? snapshot = null)
    {
        _stage.Connection.OnTrace ??= query => query.After is { } after ? _kept with { Chunks = [.. _kept.Chunks.Where(chunk => chunk.Seq > after)] } : _kept;
        await _stage.StartAsync(snapshot ?? Samples.Snapshot());
        var page = _stage.Render<Follow>(parameters => parameters.Add(follow => follow.Id, 3));
        page.WaitForAssertion(() => Assert.NotEmpty(page.FindAll(".piece, .page-note b")));
        return page;
    }
}
