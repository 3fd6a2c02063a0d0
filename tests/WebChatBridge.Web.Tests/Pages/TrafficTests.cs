using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using WebChatBridge.Client;
using WebChatBridge.Protocol;
using WebChatBridge.Web.Pages;
using WebChatBridge.Web.Parts;
using WebChatBridge.Web.State;

namespace WebChatBridge.Web.Tests.Pages;

/// <summary>Live, read, paused, cleared, broken and begun anew.</summary>
public sealed class TrafficTests : TrafficPageTest
{
    [Fact]
    public async Task Open_ShowsTheNewestRows_AndWhatComes()
    {
        var page = await ShowAsync("/traffic", TrafficSamples.Rows(1, 3));

        await PushAsync(TrafficSamples.Next(TrafficSamples.Row(4, "PING\r\n", Direction.Out)));

        page.WaitForAssertion(() => Assert.Equal(["1", "2", "3", "4"], Seqs(page)));
        var row = page.Find("[data-seq='4']");
        Assert.Equal("◀ out", row.QuerySelector(".c-dir")!.TextContent);
        Assert.Equal("+1.0 ms", row.QuerySelector(".c-delta")!.TextContent);
        Assert.Equal("CR LF", row.QuerySelector(".mark")!.GetAttribute("aria-label"));
        Assert.Equal("2026-09-22 12:00:00.004000", row.QuerySelector("time")!.GetAttribute("title"));
        Assert.Equal(new TrafficRequest(Lens.Messages, "", [], null), Assert.Single(_stage.Connection.TrafficRequests) with { Sessions = [] });
    }

    [Fact]
    public async Task Content_Hostile_StaysText()
    {
        var page = await ShowAsync("/traffic", [TrafficSamples.Row(1, "<img src=x onerror=alert(1)>\u202e\u001b[31m\0") with { Name = "<b>eve</b>", Note = "<i>", Hints = ["<u>"] }]);

        page.WaitForAssertion(() => Assert.Single(Seqs(page)));
        Assert.Empty(page.FindAll(".entry :is(img, i, u), .entry .value b"));
        Assert.Equal("<img src=x onerror=alert(1)>U+202E ESC[31mNUL", page.Find(".bytes").TextContent);
    }

    [Fact]
    public async Task Reader_ScrollsUp_GetsOnlyANumber_AndThenAllOfIt()
    {
        var page = await ShowAsync("/traffic", TrafficSamples.Rows(1, 3));
        var log = page.FindComponent<LiveLog>();

        await log.InvokeAsync(log.Instance.OnReleased);
        Assert.True(await AsksAsync(2) is { After: 3, CountOnly: true });
        await PushAsync(TrafficSamples.Count(2, 5, first: true));
        await PushAsync(TrafficSamples.Count(10, 15));
        page.WaitForAssertion(() => Assert.Equal("↓ 12 new", page.Find(".pill-new").TextContent));
        Assert.Equal(3, Seqs(page).Count);

        await page.Find(".pill-new").ClickAsync(new());
        Assert.True(await AsksAsync(3) is { After: 3, CountOnly: false });
        await PushAsync(TrafficSamples.First(TrafficSamples.Rows(4, 15)));

        page.WaitForAssertion(() => Assert.Equal(15, Seqs(page).Count));
    }

    [Fact]
    public async Task Pause_StandsInTheAddress_AndIsThereAfterAReload()
    {
        var page = await ShowAsync("/traffic", TrafficSamples.Rows(1, 3));

        await page.Find("button[data-key=Space]").ClickAsync(new());
        await _stage.TickAsync();

        page.WaitForAssertion(() => Assert.EndsWith("/traffic?paused=3", _stage.Url, StringComparison.Ordinal));
        _kept = [.. TrafficSamples.Rows(1, 9)];
        var again = await ReloadAsync();
        again.WaitForAssertion(() => Assert.Equal(["1", "2", "3"], Seqs(again)));
        Assert.Contains("❚❚ Paused", again.Find(".live").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Link_Lost_AsksAgainAfterTheLastRowSeen()
    {
        var page = await ShowAsync("/traffic", TrafficSamples.Rows(1, 3));

        await page.InvokeAsync(() => _stage.Connection.SetLink(ConsoleLink.Reconnecting));
        _stage.Connection.BreakTraffic(new RelayUnreachableException("gone", null));
        await page.InvokeAsync(() => _stage.Time.Advance(TimeSpan.FromSeconds(8)));
        page.WaitForAssertion(() => Assert.StartsWith("○ Disconnected 8 s", page.Find(".live").TextContent, StringComparison.Ordinal));
        Assert.Single(_stage.Connection.TrafficRequests);

        await page.InvokeAsync(() => _stage.Connection.SetLink(ConsoleLink.Online));
        await page.InvokeAsync(() => _stage.Time.Advance(TimeSpan.FromSeconds(1)));
        Assert.Equal(3, (await AsksAsync(2)).After);
        await PushAsync(TrafficSamples.First(TrafficSamples.Rows(304, 310), skipped: 300));

        page.WaitForAssertion(() => Assert.Equal(10, Seqs(page).Count));
        Assert.Contains("300 rows not shown here, still kept", page.Find(".rule button").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stream_BreaksWhileThePageIsLeft_IsNoNews()
    {
        _stage.Connection.OnTrafficCancelled = () => new IOException("reset");
        var page = await ShowAsync("/traffic", TrafficSamples.Rows(1, 3));

        await page.InvokeAsync(async () => await page.Instance.DisposeAsync());

        Assert.Single(_stage.Connection.TrafficRequests);
    }

    [Fact]
    public async Task Relay_StartedAnew_BeginsAnew()
    {
        var page = await ShowAsync("/traffic", TrafficSamples.Rows(1, 3));
        await BreakAsync(page);
        await page.InvokeAsync(() => _stage.Time.Advance(TimeSpan.FromSeconds(1)));
        Assert.Equal(3, (await AsksAsync(2)).After);

        await PushAsync(TrafficSamples.First([]) with { Newest = 1 });
        Assert.Null((await AsksAsync(3)).After);
        await PushAsync(TrafficSamples.First([TrafficSamples.Row(1, "again\n")]));

        page.WaitForAssertion(() => Assert.Equal(["again"], page.FindAll(".bytes").Select(one => one.TextContent.Replace("LF", "", StringComparison.Ordinal))));
    }

    [Fact]
    public async Task Row_Selected_IsInspected_AndGoingBackLeavesIt()
    {
        _kept = [.. TrafficSamples.Rows(1, 3)];
        var page = await ShowAsync("/traffic", _kept);
        var log = page.FindComponent<LiveLog>();

        await log.InvokeAsync(() => log.Instance.OnRowAction(new RowAction("select", 2)));

        page.WaitForAssertion(() => Assert.Equal("true", page.Find("[data-seq='2']").GetAttribute("aria-current")));
        Assert.Equal((3L, 2L), (page.FindComponent<Inspector>().Instance.Subject.Session, page.FindComponent<Inspector>().Instance.Subject.Seq));
        Assert.EndsWith("/traffic?at=2", _stage.Url, StringComparison.Ordinal);
        Assert.Contains("● Live", page.Find(".live").TextContent, StringComparison.Ordinal);

        await page.InvokeAsync(() => _stage.Services.GetRequiredService<NavigationManager>().NavigateTo("/traffic"));
        page.WaitForAssertion(() => Assert.Empty(page.FindComponents<Inspector>()));
        Assert.Contains("● Live", page.Find(".live").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Clear_TakesRowsOffTheScreen_AndUndoBringsThemBack()
    {
        var page = await ShowAsync("/traffic", TrafficSamples.Rows(1, 3));

        await page.Find("[data-key=x]").ClickAsync(new());
        Assert.Equal(3, (await AsksAsync(2)).After);
        await PushAsync(TrafficSamples.First([]) with { Newest = 3 });
        page.WaitForAssertion(() => Assert.Empty(Seqs(page)));
        Assert.EndsWith("/traffic?since=3", _stage.Url, StringComparison.Ordinal);
        Assert.Contains("Nothing has come since the view was cleared", page.Find(".empty").TextContent, StringComparison.Ordinal);

        await page.FindAll(".says button").First(button => button.TextContent == "Undo").ClickAsync(new());
        Assert.Null((await AsksAsync(3)).After);
        Assert.EndsWith("/traffic", _stage.Url, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Clear_CanBeUndoneForTenSeconds()
    {
        var page = await ShowAsync("/traffic", TrafficSamples.Rows(1, 3));
        await page.Find("[data-key=x]").ClickAsync(new());
        Assert.NotEmpty(page.FindAll(".says"));

        await page.InvokeAsync(() => _stage.Time.Advance(TimeSpan.FromSeconds(11)));

        page.WaitForAssertion(() => Assert.Empty(page.FindAll(".says")));
    }

    [Fact]
    public async Task Zero_CountsTimesFromItsRow_AndAgainFromTheRowBefore()
    {
        var page = await ShowAsync("/traffic", TrafficSamples.Rows(1, 3));
        var log = page.FindComponent<LiveLog>();

        await log.InvokeAsync(() => log.Instance.OnRowAction(new RowAction("zero", 2)));
        page.WaitForAssertion(() => Assert.Equal(["−1.0 ms", "0", "+1.0 ms"], page.FindAll("td.c-delta").Select(cell => cell.TextContent)));
        await log.InvokeAsync(() => log.Instance.OnRowAction(new RowAction("zero", 2)));

        page.WaitForAssertion(() => Assert.Equal(["–", "+1.0 ms", "+1.0 ms"], page.FindAll("td.c-delta").Select(cell => cell.TextContent)));
    }

    [Fact]
    public async Task Rate_OfAThousand_IsSampledAndSaysWhatItLeftOut()
    {
        var page = await ShowAsync("/traffic", TrafficSamples.Rows(1, 3));
        var next = 4L;
        for (var beat = 0; beat < 16; beat++)
        {
            await PushAsync(TrafficSamples.Next(TrafficSamples.Rows(next, next + 124)));
            next += 125;
            await page.InvokeAsync(() => _stage.Time.Advance(TimeSpan.FromMilliseconds(125)));
        }

        page.WaitForAssertion(() => Assert.Contains("showing 50 of", page.Find(".live").TextContent, StringComparison.Ordinal));
        Assert.InRange(Seqs(page).Count, 53, TrafficWindow.Size);
        Assert.NotEmpty(page.FindAll(".rule button"));
    }
}
