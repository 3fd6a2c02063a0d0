using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace WebChatBridge.Browser.Tests;

/// <summary>One console more than there may be, in a real browser.</summary>
public sealed class NoRoomTests(Chromium chromium) : ConsoleTest(chromium)
{
    private const string Refused = "503"; // the browser's own words about a page with that status

    private protected override string[] Settings => ["--Console:MaxCircuits=1"];

    [Fact]
    public async Task OneTooMany_IsToldWhy_AndComesInByItselfWhenThereIsRoom()
    {
        var alice = await VisitAsync("/c/lobby");
        var bob = await VisitAsync("/c/lobby", alive: false);
        bob.Expect(Refused);
        await Expect(bob.Page.GetByRole(AriaRole.Alert)).ToHaveTextAsync(
            "1 console is open, and that is the limit (Console:MaxCircuits). Close one: this page looks again every 2 seconds.");

        await alice.Page.GotoAsync("about:blank");

        await bob.AliveAsync();
    }

    /// <summary>It asks for the page anew before the old one has given up its place.</summary>
    [Fact]
    public async Task Reload_AtTheLimit_ComesBackByItself()
    {
        var alice = await VisitAsync("/c/lobby");
        alice.Expect(Refused);

        await alice.Page.ReloadAsync();

        await alice.AliveAsync();
    }

    /// <summary>As <see cref="ScreenshotTests"/>: both themes, wide and narrow, into the folder that WCB_SCREENSHOTS names.</summary>
    [Theory(Explicit = true)]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task Pictures_OfNoRoom_AreTaken(ColorScheme theme)
    {
        var folder = Environment.GetEnvironmentVariable("WCB_SCREENSHOTS")!;
        await VisitAsync("/c/lobby");
        var bob = await VisitAsync("/c/lobby", new() { ColorScheme = theme }, alive: false);
        bob.Expect(Refused);
        foreach (var (width, height) in ((int, int)[])[(1440, 900), (390, 844)])
        {
            await bob.Page.SetViewportSizeAsync(width, height);
            await bob.PictureAsync(Path.Combine(folder, $"noroom-{theme}-{width}.png".ToLowerInvariant()));
        }
    }
}
