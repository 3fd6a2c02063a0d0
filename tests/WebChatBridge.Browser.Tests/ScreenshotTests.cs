using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace WebChatBridge.Browser.Tests;

/// <summary>
/// Makes the pictures of the documentation, when it is asked to:
/// <c>WCB_SCREENSHOTS=docs/img dotnet test --project tests/WebChatBridge.Browser.Tests --explicit only</c>.
/// </summary>
public sealed class ScreenshotTests(Chromium chromium) : ConsoleTest(chromium)
{
    private static readonly string? Folder = Environment.GetEnvironmentVariable("WCB_SCREENSHOTS");

    private protected override string[] Settings => Folder is null ? [] : ["--Relay:Endpoints:1:Listen=127.0.0.1:5051"];

    [Fact(Explicit = true)]
    public async Task Pictures_OfALivelyHouse_AreTaken()
    {
        await using var scene = await Scene.SetAsync(Server);
        var alice = await VisitAsync("/c/lobby", new() { ColorScheme = ColorScheme.Light });
        await alice.SayAsync("/nick alice");
        await scene.TalkOnAsync(3);
        await alice.SayAsync("thanks both, I keep an eye on it from here");
        await Expect(alice.Row("thanks both, I keep an eye on it from here").Locator(".row-receipt")).ToBeVisibleAsync();
        await scene.Ann.SendAsync("good, off for a coffee\n");
        await alice.SeesAsync("good, off for a coffee");
        await Expect(alice.Ghosts).ToHaveCountAsync(1);
        await alice.Composer.FillAsync("enjoy, ");
        await TakeAsync(alice, "conversation-light.png");
        await alice.Page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
        await TakeAsync(alice, "conversation-dark.png");
        await alice.Page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light });
        await alice.Page.SetViewportSizeAsync(390, 844);
        await TakeAsync(alice, "phone.png");

        var bob = await VisitAsync("/sessions", new() { ColorScheme = ColorScheme.Dark });
        await bob.Page.Locator(".session-table tbody tr").Filter(new() { HasText = "*" }).Locator("td.c-name a").ClickAsync();
        await Expect(bob.Details).ToBeVisibleAsync();
        using var second = new PeriodicTimer(TimeSpan.FromSeconds(1));
        for (var i = 0; i < 8; i++)
        {
            await second.WaitForNextTickAsync();
            await scene.TalkOnAsync(i % 3);
        }

        await TakeAsync(bob, "sessions-dark.png");
    }

    [Fact(Explicit = true)]
    public async Task Pictures_OfTheWire_AreTaken()
    {
        await using var scene = await Scene.SetAsync(Server);
        using var watched = await Server.TextAsync();
        using var robin = await Server.TextAsync();
        await robin.SendAsync("/nick robin\n");
        await robin.ReadLineAsync();
        await watched.ReadLineAsync();
        await robin.SendAsync("PING 1\nPING 2\nPI");
        await watched.ReadLineAsync();
        await watched.ReadLineAsync();
        await robin.SendAsync("NG 3\n");
        await watched.ReadLineAsync();
        var alice = await VisitAsync("/traffic?kind=chunk", new() { ColorScheme = ColorScheme.Light });
        await alice.Traffic.Filter(new() { HasText = "PING 1" }).First.ClickAsync();
        await alice.Page.GetByRole(AriaRole.Tab, new() { Name = "Hex" }).ClickAsync();
        await Expect(alice.Page.Locator(".hexcells").First).ToBeVisibleAsync();
        await alice.Page.Mouse.MoveAsync(0, 0);
        await TakeAsync(alice, "traffic-light.png");

        await alice.GoAsync("/sessions");
        await alice.Page.Locator(".session-table").GetByRole(AriaRole.Link, new() { Name = "robin" }).ClickAsync();
        await alice.Details.GetByRole(AriaRole.Button, new() { Name = "Check-up" }).ClickAsync();
        var steps = alice.Page.Locator(".checkup-steps > li");
        await alice.Page.GetByRole(AriaRole.Button, new() { Name = "It printed it right" }).ClickAsync();
        await Expect(steps.Nth(0)).ToContainTextAsync("passed");
        await alice.Page.GetByRole(AriaRole.Button, new() { Name = "It did not" }).ClickAsync();
        await Expect(steps.Nth(1)).ToContainTextAsync("Fix:");
        await TakeAsync(alice, "checkup-light.png");
    }

    private static async Task TakeAsync(Visitor visitor, string name) => await visitor.Page.ScreenshotAsync(new()
    {
        Path = Path.Combine(ServerProcess.Root, Folder!, name),
        Animations = ScreenshotAnimations.Disabled,
        Caret = ScreenshotCaret.Hide,
    });
}
