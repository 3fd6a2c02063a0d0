using Bunit;
using WebChatBridge.Protocol;
using WebChatBridge.Web.Parts;
using WebChatBridge.Web.State;
using WebChatBridge.Web.Tests.State;

namespace WebChatBridge.Web.Tests.Parts;

/// <summary>What is said about a session's bytes beside its figures.</summary>
public sealed class SessionHintsTests : IAsyncLifetime
{
    private static readonly SessionInfo Tom = Samples.Session(Samples.Tom) with { BytesIn = 6 };
    private readonly ConsoleStage _stage = new();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _stage.DisposeAsync();

    [Fact]
    public async Task Hints_OfTheOpenedSession_AreShownWithTheirBytes()
    {
        _stage.Connection.OnTrace = _ => Trace(Tom, HintFlagsTests.Hint("H12", HintSeverity.Warning, 1, 2), HintFlagsTests.Hint("H3", HintSeverity.Note, 0, 6));

        var details = await ShowAsync(Tom);

        details.WaitForAssertion(() => Assert.Equal(2, details.FindAll(".session-hints li").Count));
        var first = details.Find(".session-hints li");
        Assert.Contains("warning", first.TextContent, StringComparison.Ordinal);
        Assert.Contains("What H12 says. Why H12.", first.TextContent, StringComparison.Ordinal);
        Assert.Contains("Fix: What to do about H12.", first.TextContent, StringComparison.Ordinal);
        Assert.Equal("/traffic?s=3&kind=chunk&at=7&b=1&view=hex", first.QuerySelector("a")!.GetAttribute("href"));
        Assert.Equal(new TraceQuery(3), Assert.Single(_stage.Connection.TraceQueries));
    }

    [Fact]
    public async Task Hints_OfOneKind_AreOneThingToLearn()
    {
        _stage.Connection.OnTrace = _ => Trace(Tom, [.. Enumerable.Range(0, 6).Select(at => HintFlagsTests.Hint("H3", HintSeverity.Note, at, at + 1))]);

        var details = await ShowAsync(Tom);

        details.WaitForAssertion(() => Assert.Single(details.FindAll(".session-hints li")));
        Assert.Contains("5 more in its traffic", details.Find(".session-hints").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Trace_IsAskedForAgainOnlyWhenTheSessionChanged()
    {
        _stage.Connection.OnTrace = _ => Trace(Tom);
        var details = await ShowAsync(Tom);
        details.WaitForAssertion(() => Assert.Single(_stage.Connection.TraceQueries));

        await SecondAsync();
        await SecondAsync();
        Assert.Single(_stage.Connection.TraceQueries);

        await _stage.PushAsync(new WatchBatch { Sessions = [Tom with { BytesIn = 9 }] });
        await SecondAsync();
        details.WaitForAssertion(() => Assert.Equal(2, _stage.Connection.TraceQueries.Count));
    }

    [Fact]
    public async Task Trace_IsAskedForAgainWhenPatienceEnds()
    {
        _stage.Connection.OnTrace = _ => Trace(Tom);
        var details = await ShowAsync(Tom with { Pending = new PendingInput(3, "hel"u8.ToArray(), Samples.Noon.AddSeconds(-2), null) });

        for (var second = 0; second < 5; second++)
        {
            await SecondAsync();
        }

        details.WaitForAssertion(() => Assert.Equal(2, _stage.Connection.TraceQueries.Count));
    }

    [Fact]
    public async Task Session_WithoutHints_ShowsNone()
    {
        _stage.Connection.OnTrace = _ => Trace(Tom);

        var details = await ShowAsync(Tom);

        details.WaitForAssertion(() => Assert.Single(_stage.Connection.TraceQueries));
        Assert.Empty(details.FindAll(".session-hints"));
    }

    [Fact]
    public async Task Ended_LinksToItsEvidence()
    {
        var ended = Tom with { State = SessionState.Closed, ClosedAt = Samples.Noon, Closed = new CloseReason(CloseCode.ProtocolViolation, "No digit.", 2, "llo\n"u8.ToArray()) };
        _stage.Connection.OnTrace = _ => Trace(ended);

        var details = await ShowAsync(ended);

        details.WaitForAssertion(() => Assert.Equal("/traffic?s=3&kind=chunk&at=7&b=2&view=hex", details.Find(".details-end a").GetAttribute("href")));
    }

    private static SessionTrace Trace(SessionInfo session, params Hint[] hints) => new()
    {
        Session = session,
        Now = 0,
        Chunks = [new Chunk(7, session.Id, Direction.In, 0, 0, "hello\n"u8.ToArray())],
        Hints = hints,
    };

    private Task SecondAsync() => _stage.Renderer.Dispatcher.InvokeAsync(() => _stage.Time.Advance(TimeSpan.FromSeconds(1)));

    private async Task<IRenderedComponent<SessionDetails>> ShowAsync(SessionInfo session)
    {
        await _stage.StartAsync(Samples.Snapshot() with { Sessions = [session] });
        return _stage.Render<SessionDetails>(parameters => parameters.Add(details => details.Id, session.Id).Add(details => details.Query, new SessionQuery()));
    }
}
