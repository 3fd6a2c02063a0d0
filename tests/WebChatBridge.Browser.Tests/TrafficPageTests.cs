using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace WebChatBridge.Browser.Tests;

/// <summary>The traffic page in a real browser: it follows, stands still, comes back as it was, and obeys the keys.</summary>
public sealed class TrafficPageTests(Chromium chromium) : ConsoleTest(chromium)
{
    private const int Step = 32;

    [Fact]
    public async Task Traffic_At200ASecond_FollowsItsEnd_AndOneWheelUpFreezesIt()
    {
        await using var busy = await Chatter.StartAsync(Server, "sensor", perSecond: 200);
        var alice = await VisitAsync("/traffic?dir=in");
        await Expect(alice.Traffic).Not.ToHaveCountAsync(0);
        await Expect(alice.Page.GetByText("rows/s (all stored)")).ToBeVisibleAsync();

        var followed = await Gaze.FollowAsync(alice.Stream);
        Assert.True(followed.Moved);
        Assert.True(followed.Gap <= Step, $"The end was {followed.Gap} px away, in one of {followed.Frames} frames.");
        Assert.InRange(await alice.Traffic.CountAsync(), 1, 200);

        await alice.Stream.HoverAsync();
        await alice.Page.Mouse.WheelAsync(0, -300);
        await Expect(alice.Pill).ToBeVisibleAsync();
        var before = await Gaze.StandingAsync(alice.Stream);
        Assert.True(await Gaze.StaysAsync(alice.Stream), "The row moved under the reader's eye.");
        Assert.Equal(before, await Gaze.StandingAsync(alice.Stream));

        await busy.StopAsync();
        await alice.Stream.PressAsync("End");
        await Expect(alice.Chip).ToHaveTextAsync("● Live");
        Assert.InRange(await alice.Stream.EvaluateAsync<double>("log => log.scrollHeight - log.scrollTop - log.clientHeight"), 0, Step);
    }

    [Fact]
    public async Task Url_OfEverything_IsTheSameViewAfterAReload()
    {
        using var json = await Server.JsonAsync("sensor");
        for (var i = 1; i <= 300; i++)
        {
            await json.PostAsync($"reading {i}");
        }

        var alice = await VisitAsync("/traffic?dir=in");
        var row = alice.Traffic.Filter(new() { HasText = "reading 300\"" }).Last;
        await row.ClickAsync();
        await alice.Page.GetByRole(AriaRole.Tab, new() { Name = "Hex" }).ClickAsync();
        var at = await row.GetAttributeAsync("data-seq");
        await alice.GoAsync($"/traffic?dir=in&kind=chunk&q=len%3E5%20off%3Ahint%3Aany%20reading&mode=highlight&at={at}&b=2-5&view=hex");
        for (var visit = 0; visit < 2; visit++)
        {
            await Expect(alice.Page.Locator($"tr[data-seq='{at}'][aria-current=true]")).ToBeInViewportAsync();
            await Expect(alice.Page.Locator(".segments [aria-pressed=true]")).ToHaveTextAsync(["Chunks", "▶ in"]);
            await Expect(alice.Page.Locator(".term-name")).ToHaveTextAsync(["len>5", "hint:any", "reading"]);
            await Expect(alice.Page.Locator(".term-off")).ToHaveTextAsync(new Regex("hint:any"));
            await Expect(alice.Page.Locator(".filter-mode")).ToHaveAttributeAsync("aria-pressed", "true");
            await Expect(alice.Page.GetByRole(AriaRole.Tab, new() { Name = "Hex" })).ToHaveAttributeAsync("aria-selected", "true");
            await Expect(alice.Chip).ToHaveTextAsync("○ Reading");
            await alice.Page.ReloadAsync();
            await alice.AliveAsync();
        }
    }

    [Fact]
    public async Task Keys_GoThroughTheRows_InspectOne_AndNeverEatText()
    {
        using var json = await Server.JsonAsync("sensor");
        for (var i = 1; i <= 5; i++)
        {
            await json.PostAsync($"reading {i}");
        }

        var alice = await VisitAsync("/traffic?dir=in");
        await Expect(alice.Traffic.Last).ToBeVisibleAsync();
        await alice.Stream.FocusAsync();
        await alice.Page.Keyboard.PressAsync("j");
        await alice.Page.Keyboard.PressAsync("ArrowUp");
        await alice.Page.Keyboard.PressAsync("Enter");
        await Expect(alice.Page.Locator(".inspector")).ToBeVisibleAsync();
        await Expect(alice.Page).ToHaveURLAsync(new Regex("at="));
        await alice.Page.Keyboard.PressAsync("d");
        await Expect(alice.Page.Locator("tr[aria-current] .c-delta b")).ToHaveTextAsync("0");
        await alice.Page.Keyboard.PressAsync("Escape");
        await Expect(alice.Page.Locator(".inspector")).ToHaveCountAsync(0);

        await alice.Page.Keyboard.PressAsync("m");
        await Expect(alice.Page.GetByText("mark 1")).ToBeVisibleAsync();
        await alice.Page.Keyboard.PressAsync("/");
        await alice.Page.Keyboard.TypeAsync("mid x/y");
        await Expect(alice.Page.GetByRole(AriaRole.Searchbox)).ToHaveValueAsync("mid x/y");
        await Expect(alice.Page.GetByText("mark 2")).ToHaveCountAsync(0);
        await Expect(alice.Page).ToHaveURLAsync(new Regex("q=mid%20x%2Fy"));
        await alice.Page.GoBackAsync();
        await Expect(alice.Page).ToHaveURLAsync(new Regex("at="));
    }
}
