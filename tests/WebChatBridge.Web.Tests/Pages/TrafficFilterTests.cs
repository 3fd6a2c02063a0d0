using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using WebChatBridge.Client;
using WebChatBridge.Protocol;
using WebChatBridge.Web.Pages;
using WebChatBridge.Web.Parts;
using WebChatBridge.Web.State;

namespace WebChatBridge.Web.Tests.Pages;

/// <summary>What is typed or clicked into the filter, and what the page makes of it.</summary>
public sealed class TrafficFilterTests : TrafficTest
{
    [Fact]
    public async Task Filter_Typed_IsAskedForOnce_AndStandsInTheAddress()
    {
        var page = await ShowAsync("/traffic", TrafficSamples.Rows(1, 3));

        await TypeAsync(page, "len>", "len>3 hint:any");

        Assert.Equal("len>3 hint:any", (await AsksAsync(2)).Filter);
        Assert.Equal(2, Stage.Connection.TrafficRequests.Count);
        Assert.EndsWith("/traffic?q=len%3E3%20hint%3Aany", Stage.Url, StringComparison.Ordinal);
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
        Assert.EndsWith("/traffic?q=off%3Alen%3E3", Stage.Url, StringComparison.Ordinal);
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

        Assert.Equal("", Stage.Connection.TrafficRequests[^1].Filter);
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
    public async Task Nothing_Matches_SaysWhatWouldBeShownWithoutEachTerm()
    {
        Kept = [.. TrafficSamples.Rows(1, 40), .. Enumerable.Range(41, 3).Select(seq => TrafficSamples.Row(seq, "PONG\n", Direction.Out))];

        var page = await ShowAsync("/traffic?dir=out&q=line", []);

        page.WaitForAssertion(() => Assert.Contains("0 of 43 rows match", page.Find(".empty").TextContent, StringComparison.Ordinal));
        Assert.Equal(["remove only out would show 40", "remove line would show 3"], page.FindAll(".empty p").Skip(1).Select(line => line.TextContent.Trim()));
        await page.FindAll(".empty button")[1].ClickAsync(new());
        Assert.EndsWith("/traffic?dir=out", Stage.Url, StringComparison.Ordinal);
    }
}
