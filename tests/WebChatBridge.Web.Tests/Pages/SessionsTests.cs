using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using WebChatBridge.Client;
using WebChatBridge.Protocol;
using WebChatBridge.Web.Pages;

namespace WebChatBridge.Web.Tests.Pages;

public sealed class SessionsTests : IAsyncLifetime
{
    private static readonly SessionInfo Tom = Samples.Session(Samples.Tom);
    private static readonly SessionInfo Jerry = Samples.Session(Samples.Jerry);
    private readonly ConsoleStage _stage = new();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _stage.DisposeAsync();

    [Fact]
    public async Task Open_NobodyConnected_ShowsHowToConnect()
    {
        var page = await ShowAsync("/sessions");

        Assert.Contains("Nobody is connected yet.", page.Markup, StringComparison.Ordinal);
        Assert.Contains("nc 127.0.0.1 5051", page.Find("pre").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Open_SomeConnected_ShowsARowForEachAndAsksForCounters()
    {
        var page = await ShowAsync("/sessions", Tom with { BytesIn = 1213, QueuedBytes = 65_536, QueuedSince = Samples.Noon.AddSeconds(-12) }, Jerry);

        var first = page.FindAll("tbody tr")[0];
        Assert.Equal(["tom", "jerry"], page.FindAll("td.c-name a").Select(cell => cell.TextContent.Trim()));
        Assert.Equal("1.2k", first.QuerySelector(".c-in")!.TextContent.Trim());
        Assert.Equal("64 KB, 12s — not reading", first.QuerySelector(".c-queue")!.TextContent.Trim());
        Assert.True(_stage.Connection.Follows[^1].Counters);
    }

    [Fact]
    public async Task Open_ASecondPasses_AgesGrow()
    {
        var page = await ShowAsync("/sessions", Tom);

        _stage.Time.Advance(TimeSpan.FromSeconds(1));

        page.WaitForAssertion(() => Assert.Equal("1s", page.Find("td.c-idle").TextContent));
    }

    [Fact]
    public async Task Open_OneMoreConnects_IsSeenAtOnce()
    {
        var page = await ShowAsync("/sessions", Tom);

        await _stage.PushAsync(new WatchBatch { Sessions = [Jerry] });

        page.WaitForAssertion(() => Assert.Equal(2, page.FindAll("tbody tr").Count));
    }

    [Fact]
    public async Task Open_PointedAtAndOneEnds_KeepsItsPlaceAndOffersTheNewOrder()
    {
        var page = await ShowAsync("/sessions", Tom, Jerry);
        await page.Find(".session-table").TriggerEventAsync("onmouseenter", new MouseEventArgs());

        await _stage.PushAsync(new WatchBatch { Sessions = [Ended(Tom, "peer reset")] });
        page.WaitForAssertion(() => Assert.NotEmpty(page.FindAll(".row-gone")));
        await page.Find(".sessions-order").ClickAsync(new());

        Assert.Equal("jerry", Assert.Single(page.FindAll("td.c-name a")).TextContent.Trim());
    }

    [Fact]
    public async Task Closed_OneCameBack_SaysWhyItLeftAndWhereItIsNow()
    {
        var back = Tom with { Id = 18, OpenedAt = Samples.Noon.AddSeconds(5) };

        var page = await ShowAsync("/sessions?state=closed", Ended(Tom, "the connection was reset"), back);

        Assert.Contains("the connection was reset", page.Find("td.c-reason").TextContent, StringComparison.Ordinal);
        Assert.Equal("/sessions?sel=18", page.Find(".row-again").GetAttribute("href"));
    }

    [Fact]
    public async Task Filter_Typed_NarrowsAndStandsInTheUrl()
    {
        var page = await ShowAsync("/sessions", Tom, Jerry);

        await page.Find("input").InputAsync(new ChangeEventArgs { Value = "nobody" });

        Assert.Contains("0 of 2 sessions match", page.Markup, StringComparison.Ordinal);
        Assert.EndsWith("/sessions?q=nobody", _stage.Url, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Row_Clicked_SelectsItInTheUrl()
    {
        var page = await ShowAsync("/sessions?sort=name", Tom, Jerry);

        await page.FindAll("tbody tr")[0].ClickAsync(new());

        Assert.EndsWith("/sessions?sort=name&sel=4", _stage.Url, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Escape_OneSelected_ClosesThePane()
    {
        var page = await ShowAsync("/sessions?sel=3", Tom);

        await page.Find(".sessions").KeyDownAsync(new KeyboardEventArgs { Key = "Escape" });

        Assert.EndsWith("/sessions", _stage.Url, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Selected_NotKnown_SaysSo()
    {
        var page = await ShowAsync("/sessions?sel=99", Tom);

        Assert.Contains("Session 99 is not known", page.Find(".details").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Offline_SaysSinceWhen()
    {
        var page = await ShowAsync("/sessions", Tom);

        _stage.Connection.SetLink(ConsoleLink.Reconnecting);
        _stage.Time.Advance(TimeSpan.FromSeconds(1));

        page.WaitForAssertion(() => Assert.Contains("as of 12:00:0", page.Find(".sessions-note").TextContent, StringComparison.Ordinal));
    }

    private static SessionInfo Ended(SessionInfo session, string why) => session with
    {
        State = SessionState.Closed,
        ClosedAt = Samples.Noon,
        Closed = new CloseReason(CloseCode.PeerReset, why),
    };

    private async Task<IRenderedComponent<Sessions>> ShowAsync(string url, params SessionInfo[] sessions)
    {
        await _stage.StartAsync(Samples.Snapshot() with { Sessions = sessions });
        _stage.Services.GetRequiredService<NavigationManager>().NavigateTo(url);
        return _stage.Render<Sessions>();
    }
}
