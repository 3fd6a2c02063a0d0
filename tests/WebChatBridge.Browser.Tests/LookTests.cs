using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace WebChatBridge.Browser.Tests;

/// <summary>Both themes, and narrow screens.</summary>
public sealed class LookTests(Chromium chromium) : ConsoleTest(chromium)
{
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
        await alice.FollowAsync("ann");
        await FitsAsync(alice);
        await Expect(alice.Composer).ToBeInViewportAsync(new() { Ratio = 1 });
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
