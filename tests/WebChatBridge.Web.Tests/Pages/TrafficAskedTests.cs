using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using WebChatBridge.Client;
using WebChatBridge.Protocol;
using WebChatBridge.Web.Pages;
using WebChatBridge.Web.Parts;
using WebChatBridge.Web.State;

namespace WebChatBridge.Web.Tests.Pages;

/// <summary>What is asked for: by filter, by value, by address.</summary>
public sealed class TrafficAskedTests : TrafficPageTest
{
    [Fact]
    public async Task Filter_Typed_IsAskedForOnce_AndStandsInTheAddress()
    {
        var page = await ShowAsync("/traffic", TrafficSamples.Rows(1, 3));

        await TypeAsync(page, "len>", "len>3 hint:any");

        Assert.Equal("len>3 hint:any", (await AsksAsync(2)).Filter);
        Assert.Equal(2, _stage.Connection.TrafficRequests.Count);
        Assert.EndsWith("/traffic?q=len%3E3%20hint%3Aany", _stage.Url, StringComparison.Ordinal);
        Assert.Equal(["len>3", "hint:any"], page.FindAll(".term-name").Select(chip => chip.TextContent));
    }

    [Fact]
    public async Task Chip_SwitchedOff_StaysAndDoesNothing_Removed_IsGone()
    {
        var page = await ShowAsync("/traffic?q=len%3E3%20hint%3Aany", TrafficSamples.Rows(1, 3));

        await page.FindAll(".term-name")[0].ClickAsync(new());
        Assert.Equal("off:len>3 hint:any", page.Find("[role=searchbox]").GetAttribute("value"));
        Assert.Equal(("len>3", "false"), (page.FindAll(".term-name")[0].TextContent, page.FindAll(".term-name")[0].GetAttribute("aria-pressed")));

        await page.FindAll(".term-remove")[1].ClickAsync(new());
        Assert.Equal("off:len>3", page.Find("[role=searchbox]").GetAttribute("value"));
        Assert.EndsWith("/traffic?q=off%3Alen%3E3", _stage.Url, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Filter_ThatCannotBeRead_SaysWhyUnderTheBox()
    {
        var page = await ShowAsync("/traffic?q=len%3Ex", TrafficSamples.Rows(1, 3));

        Assert.Contains("left out until it can be read", page.Find("#filter-says").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Highlight_ShowsEveryRow_AndMarksWhatMatches()
    {
        var page = await ShowAsync("/traffic?q=%222%22&mode=highlight", TrafficSamples.Rows(1, 3));

        Assert.Equal("", _stage.Connection.TrafficRequests[^1].Filter);
        page.WaitForAssertion(() => Assert.Equal("2", page.Find("mark.found").TextContent));
        Assert.Equal("2", Assert.Single(page.FindAll(".entry-matching")).GetAttribute("data-seq"));
    }

    [Fact]
    public async Task Value_Clicked_BecomesATerm_WithAltOneThatExcludes()
    {
        var page = await ShowAsync("/traffic", TrafficSamples.Rows(1, 3));
        var log = page.FindComponent<LiveLog>();

        await log.InvokeAsync(() => log.Instance.OnRowAction(new RowAction("session", 1, Value: "amber otter")));
        await log.InvokeAsync(() => log.Instance.OnRowAction(new RowAction("hint", 1, Value: "H3", Alt: true)));

        page.WaitForAssertion(() => Assert.Equal(["session:\"amber otter\"", "-hint:H3"], page.FindAll(".term-name").Select(chip => chip.TextContent)));
    }

    [Fact]
    public async Task Address_OfARow_IsStoodAt_WithItsNeighbours()
    {
        _kept = [.. TrafficSamples.Rows(1, 500)];

        var page = await ShowAsync("/traffic?at=250&b=1-2&view=hex", null);

        page.WaitForAssertion(() => Assert.Equal("250", page.Find("[data-marked]").GetAttribute("data-seq")));
        Assert.Equal(("161", "340"), (Seqs(page)[0], Seqs(page)[^1]));
        var inspector = page.FindComponent<Inspector>().Instance;
        Assert.Equal((InspectorView.Hex, new ByteSelection(1, 2)), (inspector.View, inspector.Selection));
        Assert.Contains("○ Reading", page.Find(".live").TextContent, StringComparison.Ordinal);

        var log = page.FindComponent<LiveLog>();
        await log.InvokeAsync(log.Instance.OnTop);
        await _stage.TickAsync();
        page.WaitForAssertion(() => Assert.Equal("61", Seqs(page)[0]));
    }

    [Fact]
    public async Task Pattern_GivenUpWhileOlderRowsAreSought_IsSaid()
    {
        _stage.Connection.OnTrafficHistory = _ => new TrafficPage([], false, 0, 500, new Rejection(ErrorCode.BadRequest, "/x/ took too long."));

        var page = await ShowAsync("/traffic?q=%2Fx%2F&at=250", null);

        page.WaitForAssertion(() => Assert.Contains("/x/ took too long.", page.Find("[role=alert]").TextContent, StringComparison.Ordinal));
        await page.InvokeAsync(() => _stage.Services.GetRequiredService<NavigationManager>().NavigateTo("/traffic"));
        page.WaitForAssertion(() => Assert.Empty(page.FindAll("[role=alert]")));
    }

    [Fact]
    public async Task Lens_Other_KeepsThePlace()
    {
        _kept = [.. TrafficSamples.Rows(1, 500)];
        var page = await ShowAsync("/traffic?at=250.3", null);
        page.WaitForAssertion(() => Assert.NotEmpty(Seqs(page)));

        await page.FindAll(".segments button").First(button => button.TextContent == "Chunks").ClickAsync(new());

        page.WaitForAssertion(() => Assert.EndsWith("/traffic?kind=chunk&at=250", _stage.Url, StringComparison.Ordinal));
        Assert.Equal(Lens.Chunks, _stage.Connection.TrafficRequests[^1].Lens);
        Assert.Contains("○ Reading", page.Find(".live").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_Matches_SaysWhatWouldBeShownWithoutEachTerm()
    {
        _kept = [.. TrafficSamples.Rows(1, 40), .. Enumerable.Range(41, 3).Select(seq => TrafficSamples.Row(seq, "PONG\n", Direction.Out))];

        var page = await ShowAsync("/traffic?dir=out&q=line", []);

        page.WaitForAssertion(() => Assert.Contains("0 of 43 rows match", page.Find(".empty").TextContent, StringComparison.Ordinal));
        Assert.Equal(["remove only out would show 40", "remove line would show 3"], page.FindAll(".empty p").Skip(1).Select(line => line.TextContent.Trim()));
        await page.FindAll(".empty button")[1].ClickAsync(new());
        Assert.EndsWith("/traffic?dir=out", _stage.Url, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_AtAll_SaysHowToConnect()
    {
        var page = await ShowAsync("/traffic", []);

        page.WaitForAssertion(() => Assert.Contains("No traffic yet.", page.Find(".empty").TextContent, StringComparison.Ordinal));
        Assert.NotEmpty(page.FindAll(".connect"));
    }

    [Fact]
    public async Task Session_NobodyKnows_IsSaidWithAWayOut()
    {
        var page = await ShowAsync("/traffic?s=77", []);

        page.WaitForAssertion(() => Assert.Contains("Session 77 is not known", page.Find(".says").TextContent, StringComparison.Ordinal));
        Assert.Equal("/sessions", page.Find(".says a").GetAttribute("href"));
    }

    [Fact]
    public async Task Message_Sought_BecomesTheRowItCameIn()
    {
        _kept = [TrafficSamples.Row(9), TrafficSamples.Row(9) with { Part = 1 }];
        _stage.Connection.OnTrace = query => new SessionTrace
        {
            Session = Samples.Session(Samples.Tom),
            Now = 0,
            Chunks = [new Chunk(9, 3, Direction.In, 0, 100, new byte[12])],
            Frames = [new FrameMark(Direction.In, 100, 106, FrameKind.Message, Tail: 1, Room: "lobby", Seq: 41), new FrameMark(Direction.In, 106, 112, FrameKind.Message, Tail: 1, Room: "lobby", Seq: 42)],
        };

        var page = await ShowAsync("/traffic?s=3&room=lobby&seq=42", null);

        page.WaitForAssertion(() => Assert.EndsWith("/traffic?s=3&at=9.1", _stage.Url, StringComparison.Ordinal));
        Assert.Equal(("lobby", 42), (_stage.Connection.TraceQueries[0].Room, _stage.Connection.TraceQueries[0].Seq));
        page.WaitForAssertion(() => Assert.Equal(1, page.FindComponent<Inspector>().Instance.Subject.Part));
    }
}
