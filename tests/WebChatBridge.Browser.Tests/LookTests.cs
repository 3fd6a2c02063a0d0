using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace WebChatBridge.Browser.Tests;

/// <summary>Both themes, narrow screens, and everybody who does not see or does not point.</summary>
public sealed class LookTests(Chromium chromium) : ConsoleTest(chromium)
{
    private static readonly AxeRunOptions Rules = new()
    {
        RunOnly = new() { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] },
    };

    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task Axe_FindsNothing_WhereNothingWasSaid(ColorScheme theme)
    {
        var alice = await VisitAsync("/c/lobby", new() { ColorScheme = theme });
        await Expect(alice.Page.GetByText("Nobody is connected yet.")).ToBeVisibleAsync();
        await FindsNothingAsync(alice);
        await alice.GoAsync("/sessions");
        await Expect(alice.Page.GetByText("Nobody is connected yet.")).ToBeVisibleAsync();
        await FindsNothingAsync(alice);
        await alice.GoAsync("/sessions?state=closed");
        await FindsNothingAsync(alice);
        await alice.GoAsync("/traffic");
        await Expect(alice.Page.GetByText("No traffic yet.")).ToBeVisibleAsync();
        await FindsNothingAsync(alice);
    }

    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task Axe_FindsNothing_InAFullHouse(ColorScheme theme)
    {
        await using var scene = await Scene.SetAsync(Server);
        var alice = await VisitAsync("/c/lobby", new() { ColorScheme = theme });
        await alice.SayAsync("ping");
        await Expect(alice.Ghosts).ToHaveCountAsync(1);
        await FindsNothingAsync(alice);

        await alice.Composer.FillAsync("/jion plc");
        await alice.Page.Keyboard.PressAsync("Enter");
        await Expect(alice.Says.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
        await alice.Stream.PressAsync(" ");
        await Expect(alice.Chip).ToContainTextAsync("Paused");
        await alice.Page.Locator("button.pill").ClickAsync();
        await Expect(alice.Page.Locator("#connect-card .connect")).ToBeVisibleAsync();
        await FindsNothingAsync(alice);

        await alice.GoAsync("/sessions");
        await alice.Page.Locator(".session-table td.c-name a").First.ClickAsync();
        await alice.Details.GetByRole(AriaRole.Button, new() { Name = "Rename" }).ClickAsync();
        await FindsNothingAsync(alice);

        await alice.GoAsync("/sessions?state=closed");
        await alice.Page.Locator(".session-table td.c-name a").First.ClickAsync();
        await Expect(alice.Details.Locator(".details-end")).ToBeVisibleAsync();
        await FindsNothingAsync(alice);

        await alice.GoAsync("/traffic?q=len%3E1%20off%3Adir%3Ain%20has%3Ax");
        await alice.Traffic.Last.ClickAsync();
        await Expect(alice.Page.Locator(".inspector")).ToBeVisibleAsync();
        await alice.Page.Locator(".picker summary").ClickAsync();
        await FindsNothingAsync(alice);
        await alice.Page.Locator(".picker summary").ClickAsync();
        foreach (var tab in (string[])["Hex", "Frame", "Hints"])
        {
            await alice.Page.GetByRole(AriaRole.Tab, new() { Name = tab }).ClickAsync();
            await alice.Page.GetByRole(AriaRole.Tab, new() { Name = tab, Selected = true }).WaitForAsync();
            await FindsNothingAsync(alice);
        }

        await alice.Page.GetByRole(AriaRole.Button, new() { Name = "copy as" }).ClickAsync();
        await Expect(alice.Page.GetByRole(AriaRole.Menuitem).First).ToBeFocusedAsync();
        await FindsNothingAsync(alice);
        await alice.Page.Keyboard.PressAsync("Escape");
        await Expect(alice.Page.GetByRole(AriaRole.Menu)).ToHaveCountAsync(0);
        await alice.Page.GetByRole(AriaRole.Button, new() { Name = "resend" }).ClickAsync();
        await FindsNothingAsync(alice);
        await FollowAsync(alice, "ann");
        await FindsNothingAsync(alice);
        await alice.Page.GetByRole(AriaRole.Link, new() { Name = "Hex" }).ClickAsync();
        await Expect(alice.Page.Locator(".piece .hex").First).ToBeVisibleAsync();
        await FindsNothingAsync(alice);
        await alice.GoAsync("/traffic?q=nobody%20says%20this&dir=in");
        await Expect(alice.Page.GetByText("rows match")).ToBeVisibleAsync();
        await FindsNothingAsync(alice);

        await alice.Page.GetByRole(AriaRole.Button, new() { Name = "Keyboard shortcuts" }).ClickAsync();
        await Expect(alice.Page.GetByRole(AriaRole.Dialog)).ToBeVisibleAsync();
        await FindsNothingAsync(alice);
    }

    [Theory]
    [InlineData(ColorScheme.Light, null, "light")]
    [InlineData(ColorScheme.Dark, null, "dark")]
    [InlineData(ColorScheme.Light, "dark", "dark")]
    [InlineData(ColorScheme.Dark, "light", "light")]
    public async Task Theme_IsRightFromTheFirstPaint(ColorScheme system, string? chosen, string expected)
    {
        var alice = await VisitAsync("/c/lobby", new() { ColorScheme = system });
        if (chosen is not null)
        {
            await alice.Page.GetByRole(AriaRole.Button, new() { Name = "Console menu" }).ClickAsync();
            await alice.Page.GetByRole(AriaRole.Menuitemradio, new() { Name = chosen }).ClickAsync();
            await Expect(alice.Page.Locator($"html[data-theme='{chosen}']")).ToBeAttachedAsync();
        }

        await alice.Page.ReloadAsync(new() { WaitUntil = WaitUntilState.DOMContentLoaded });
        var first = await alice.Page.ScreenshotAsync();
        await alice.AliveAsync();
        var settled = await alice.Page.ScreenshotAsync();

        var colours = await ColoursAsync(alice, first);
        Assert.Equal(expected == "dark" ? "20,22,27" : "255,255,255", colours);
        Assert.Equal(colours, await ColoursAsync(alice, settled));
    }

    [Theory]
    [InlineData(320, 640)]
    [InlineData(390, 844)]
    [InlineData(1100, 700)]
    public async Task Pages_FitTheScreen(int width, int height)
    {
        await using var scene = await Scene.SetAsync(Server);
        var alice = await VisitAsync("/c/lobby", new() { ViewportSize = new() { Width = width, Height = height } });
        await FitsAsync(alice);
        await Expect(alice.Composer).ToBeInViewportAsync(new() { Ratio = 1 });
        await Expect(alice.Send).ToBeInViewportAsync(new() { Ratio = 1 });
        await alice.Page.Locator("button.pill").ClickAsync();
        await FitsAsync(alice);
        foreach (var path in (string[])["/", "/traffic", "/traffic?q=none%20of%20this&dir=in", "/sessions", "/sessions?state=closed"])
        {
            await alice.GoAsync(path);
            await FitsAsync(alice);
        }

        await alice.Page.Locator(".session-table td.c-name a").First.ClickAsync();
        await Expect(alice.Details).ToBeVisibleAsync();
        await FitsAsync(alice);
        await FollowAsync(alice, "ann");
        await FitsAsync(alice);
        await Expect(alice.Composer).ToBeInViewportAsync(new() { Ratio = 1 });
    }

    private static async Task FollowAsync(Visitor visitor, string name)
    {
        await visitor.GoAsync("/sessions");
        await visitor.Page.Locator(".session-table td.c-name a").Filter(new() { HasText = name }).First.ClickAsync();
        await visitor.Details.GetByRole(AriaRole.Link, new() { Name = "Follow stream" }).ClickAsync();
        await Expect(visitor.Page.Locator(".piece").First).ToBeVisibleAsync();
    }

    private static async Task FitsAsync(Visitor visitor)
    {
        var wide = await visitor.Page.EvaluateAsync<string[]>(
            """
            () => document.documentElement.scrollWidth <= innerWidth && document.querySelector('main').scrollWidth <= document.querySelector('main').clientWidth ? []
              : [...document.querySelectorAll('body *')].filter(node => node.getBoundingClientRect().right > innerWidth + 1).map(node => node.outerHTML.slice(0, 90))
            """);
        Assert.True(wide.Length == 0, $"{visitor.Page.Url} scrolls sideways: {string.Join('\n', wide.Take(5))}");
    }

    private static async Task FindsNothingAsync(Visitor visitor)
    {
        var found = await visitor.Page.RunAxe(Rules);
        var words = found.Violations.Select(violation =>
            $"{violation.Id}: {violation.Help}\n  {string.Join("\n  ", violation.Nodes.Take(3).Select(node => node.Html + " " + string.Join(' ', node.Any.Select(check => check.Message))))}");
        Assert.True(found.Violations.Length == 0, $"{visitor.Page.Url}\n{string.Join('\n', words)}");
    }

    // Four points of the page's ground, read from the picture itself.
    private static Task<string> ColoursAsync(Visitor visitor, byte[] picture) => visitor.Page.EvaluateAsync<string>(
        """
        async (base64) => {
          const picture = new Image();
          picture.src = 'data:image/png;base64,' + base64;
          await picture.decode();
          const canvas = new OffscreenCanvas(picture.width, picture.height).getContext('2d');
          canvas.drawImage(picture, 0, 0);
          const [x, y] = [picture.width - 40, Math.round(picture.height / 2)];
          return [...canvas.getImageData(x, y, 1, 1).data].slice(0, 3).join(',');
        }
        """, Convert.ToBase64String(picture));
}
