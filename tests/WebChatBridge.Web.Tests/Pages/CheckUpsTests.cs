using AngleSharp.Dom;
using Bunit;
using WebChatBridge.Protocol;
using WebChatBridge.Web.Pages;
using WebChatBridge.Web.Parts;

namespace WebChatBridge.Web.Tests.Pages;

public sealed class CheckUpsTests : IAsyncLifetime
{
    private static readonly CheckUpStep Running = new("split-body", "The body arrives in two pieces", CheckUpOutcome.Running, Session: 5, Start: 0, End: 98, FirstChunk: 15);

    private static readonly CheckUpStep Failed = new(
        "split-header", "The header arrives in two pieces", CheckUpOutcome.Failed, "did not answer within 60 s", 4, 0, 247, 12,
        new Hint("H3", HintSeverity.Error, 4, Direction.Out, 0, 247, "It came in two reads.", "TCP is a stream.", "Read in a loop:\nwhile len(data) < n:\n    data += s.recv(n)"));

    private readonly ConsoleStage _stage = new();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _stage.DisposeAsync();

    [Fact]
    public async Task Failed_ShowsWhatIsToBeSeen_TheFixAndTheWayToTheBytes()
    {
        var page = await ShowAsync(CheckUp([Failed, Running]));

        var step = page.Find(".step-failed");
        Assert.Contains("It came in two reads.", step.TextContent, StringComparison.Ordinal);
        Assert.Contains("Read in a loop:", step.TextContent, StringComparison.Ordinal);
        Assert.Equal("while len(data) < n:\n    data += s.recv(n)", step.QuerySelector("pre")!.TextContent);
        Assert.Equal("/traffic?s=4&kind=chunk&at=12&view=hex", step.QuerySelector("a")!.GetAttribute("href"));
    }

    [Fact]
    public async Task Running_CanBeJudged()
    {
        var page = await ShowAsync(CheckUp([Failed, Running]));

        await Button(page, "It did not").ClickAsync(new());
        await Button(page, "It printed it right").ClickAsync(new());
        await Button(page, "Stop the check-up").ClickAsync(new());

        Assert.Equal(["judge 1 split-body failed", "judge 1 split-body passed", "stop check-up 1"], _stage.Connection.Deeds);
    }

    [Fact]
    public async Task Refused_SaysWhyWhereItWasAsked()
    {
        var page = await ShowAsync(CheckUp([Running]));
        _stage.Connection.Refusal = new Rejection(ErrorCode.BadRequest, "No step runs just now.");

        await Button(page, "It did not").ClickAsync(new());

        Assert.Equal("No step runs just now.", page.Find("[role=alert]").TextContent);
    }

    [Fact]
    public async Task Awaiting_AsksForTheClient_AndGoesOnWhenItChanges()
    {
        var awaiting = CheckUp([Failed, Running with { Outcome = CheckUpOutcome.Waiting }]) with { Session = null, Asks = "Start your client again" };
        var page = await ShowAsync(awaiting);

        Assert.Contains("Start your client again.", page.Find(".desk").TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("It did not", page.Markup, StringComparison.Ordinal);
        await _stage.PushAsync(new WatchBatch { CheckUps = [awaiting with { Done = true }] });

        page.WaitForAssertion(() => Assert.Contains("Done: 0 of 1 passed.", page.Markup, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Unknown_SaysSo_AndListsTheOthers()
    {
        await _stage.StartAsync(Samples.Snapshot() with { CheckUps = [CheckUp([Failed])] });

        var page = _stage.Render<CheckUps>(parameters => parameters.Add(page => page.Id, 9));

        Assert.Contains("Check-up 9 is not known", page.Markup, StringComparison.Ordinal);
        Assert.Equal("/checkup/1", page.Find(".checkup-list a").GetAttribute("href"));
    }

    [Fact]
    public async Task Begin_GoesToItsPage()
    {
        await _stage.StartAsync(Samples.Snapshot());
        _stage.Connection.CheckUpStart = new CheckUpStart(7, null);
        var start = _stage.Render<StartCheckUp>(parameters => parameters.Add(part => part.Session, Samples.Session(Samples.Tom)));

        await start.Find("button").ClickAsync(new());

        Assert.EndsWith("/checkup/7", _stage.Url, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Begin_Refused_StaysAndSaysWhy()
    {
        await _stage.StartAsync(Samples.Snapshot());
        _stage.Connection.CheckUpStart = new CheckUpStart(null, new Rejection(ErrorCode.NotHere, "It has a partner."));
        var start = _stage.Render<StartCheckUp>(parameters => parameters.Add(part => part.Session, Samples.Session(Samples.Tom)));

        await start.Find("button").ClickAsync(new());

        Assert.Equal("It has a partner.", start.Find("[role=alert]").TextContent);
    }

    [Fact]
    public async Task Partner_IsInvitedIntoTheRoom()
    {
        await _stage.StartAsync(Samples.Snapshot());
        var invite = _stage.Render<InvitePartner>(parameters => parameters.Add(part => part.Room, "lobby"));

        await invite.Find("button").ClickAsync(new());
        Assert.Equal(PartnerKind.All.Count, invite.FindAll("li").Count);
        await invite.Find("li button").ClickAsync(new());

        Assert.Equal(["partner echo lobby"], _stage.Connection.Deeds);
        Assert.Empty(invite.FindAll("li"));
    }

    private static CheckUp CheckUp(IReadOnlyList<CheckUpStep> steps) => new(1, "tutorial", 5, "tom", Samples.Noon, "Type it", Done: false, steps);

    private async Task<IRenderedComponent<CheckUps>> ShowAsync(CheckUp checkUp)
    {
        await _stage.StartAsync(Samples.Snapshot() with { CheckUps = [checkUp] });
        return _stage.Render<CheckUps>(parameters => parameters.Add(page => page.Id, checkUp.Id));
    }

    private static IElement Button(IRenderedComponent<CheckUps> page, string text) => page.FindAll("button").Single(button => button.TextContent == text);
}
