using Bunit;
using Microsoft.AspNetCore.Components;
using WebChatBridge.Protocol;
using WebChatBridge.Web.Parts;
using WebChatBridge.Web.State;

namespace WebChatBridge.Web.Tests.Parts;

public sealed class SessionDetailsTests : IAsyncLifetime
{
    private static readonly SessionInfo Tom = Samples.Session(Samples.Tom);
    private readonly ConsoleStage _stage = new();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _stage.DisposeAsync();

    [Fact]
    public async Task Pending_Waiting_ShowsItsBytesAndAsksAfterLineEnds()
    {
        var details = await ShowAsync(Tom with { Pending = new PendingInput(3, "hel"u8.ToArray(), Samples.Noon.AddSeconds(-9), null) });

        var pending = details.Find(".details-pending").TextContent;
        Assert.Contains("3 B, no newline yet", pending, StringComparison.Ordinal);
        Assert.Contains("does your client end its lines?", pending, StringComparison.Ordinal);
        Assert.Contains("68 65 6c", pending, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a NUL (0x00) ended the first 6 bytes")]
    [InlineData(null)]
    public async Task Dialect_FoundOut_SaysByWhat(string? because)
    {
        var details = await ShowAsync(Tom with { Dialect = "nul", DialectBecause = because });

        Assert.Equal(because, details.FindAll("dt").FirstOrDefault(term => term.TextContent == "Found out")?.NextElementSibling?.TextContent);
    }

    [Fact]
    public async Task Ended_WithEvidence_ShowsReasonOffsetAndBytes()
    {
        var reason = new CloseReason(CloseCode.ProtocolViolation, "Header says 99999 bytes; the limit is 65536.", 128, "99999 "u8.ToArray());

        var details = await ShowAsync(Tom with { State = SessionState.Closed, ClosedAt = Samples.Noon, Closed = reason });

        var end = details.Find(".details-end").TextContent;
        Assert.Contains("Header says 99999 bytes", end, StringComparison.Ordinal);
        Assert.Contains("byte 128 of what it sent", end, StringComparison.Ordinal);
        Assert.Contains("0080", end, StringComparison.Ordinal);
        Assert.Contains("39 39 39 39 39 20", end, StringComparison.Ordinal);
        Assert.Equal("Ban…", Assert.Single(details.FindAll("button")).TextContent);
    }

    [Fact]
    public async Task Open_OffersALineToIt()
    {
        var details = await ShowAsync(Tom);

        Assert.Contains("/c/@3", details.FindAll(".details-actions a").Select(link => link.GetAttribute("href")));
    }

    [Theory]
    [InlineData("Close tom", false)]
    [InlineData("Reset tom", true)]
    public async Task Close_AskedOnce_SaysWhatHappensAndDoesIt(string button, bool reset)
    {
        var details = await ShowAsync(Tom);

        await Button(details, "Close…").ClickAsync(new());
        Assert.Contains("(FIN)", details.Find(".closing").TextContent, StringComparison.Ordinal);
        Assert.Contains("(RST)", details.Find(".closing").TextContent, StringComparison.Ordinal);
        Assert.Empty(_stage.Connection.Closes);
        await Button(details, button).ClickAsync(new());

        Assert.Equal((3, reset), Assert.Single(_stage.Connection.Closes));
    }

    [Fact]
    public async Task Close_Refused_SaysWhyWhereItWasAsked()
    {
        _stage.Connection.Refusal = new Rejection(ErrorCode.NotFound, "Session 3 has ended.");
        var details = await ShowAsync(Tom);

        await Button(details, "Close…").ClickAsync(new());
        await Button(details, "Close tom").ClickAsync(new());

        Assert.Equal("Session 3 has ended.", details.Find(".closing [role=alert]").TextContent);
    }

    [Fact]
    public async Task Rename_Typed_AsksForTheName()
    {
        var details = await ShowAsync(Tom);

        await Button(details, "Rename").ClickAsync(new());
        await details.Find(".rename input").InputAsync(new ChangeEventArgs { Value = " thomas " });
        await details.Find(".rename").SubmitAsync();

        Assert.Equal((3, "thomas"), Assert.Single(_stage.Connection.Renames));
        Assert.Empty(details.FindAll(".rename"));
    }

    [Fact]
    public async Task Rename_Refused_KeepsWhatWasTyped()
    {
        _stage.Connection.Refusal = new Rejection(ErrorCode.BadName, "A name has no spaces.");
        var details = await ShowAsync(Tom);

        await Button(details, "Rename").ClickAsync(new());
        await details.Find(".rename input").InputAsync(new ChangeEventArgs { Value = "a b" });
        await details.Find(".rename").SubmitAsync();

        Assert.Equal("A name has no spaces.", details.Find("[role=alert]").TextContent);
        Assert.Equal("a b", details.Find(".rename input").GetAttribute("value"));
    }

    [Fact]
    public async Task Mine_CanBeRenamedOnly()
    {
        var me = Samples.Session(Samples.Alice, room: null);

        var details = await ShowAsync(me);

        Assert.Equal("Rename", Assert.Single(details.FindAll(".details-actions button")).TextContent);
        Assert.DoesNotContain(details.FindAll(".details-actions a"), link => link.TextContent == "Open line");
    }

    private static AngleSharp.Dom.IElement Button(IRenderedComponent<SessionDetails> details, string text) =>
        details.FindAll("button").Single(button => button.TextContent == text);

    private async Task<IRenderedComponent<SessionDetails>> ShowAsync(SessionInfo session)
    {
        await _stage.StartAsync(Samples.Snapshot() with { Sessions = [session] });
        return _stage.Render<SessionDetails>(parameters => parameters.Add(details => details.Id, session.Id).Add(details => details.Query, new SessionQuery()));
    }
}
