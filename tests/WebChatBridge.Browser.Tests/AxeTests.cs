using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace WebChatBridge.Browser.Tests;

/// <summary>Everybody who does not see, or does not point.</summary>
public sealed class AxeTests(Chromium chromium) : ConsoleTest(chromium)
{
    [Fact]
    public async Task Axe_FindsNothing_WhereNothingWasSaid()
    {
        var alice = await VisitAsync("/c/lobby");
        await Expect(alice.Page.GetByText("Nobody is connected yet.")).ToBeVisibleAsync();
        await Axe.FindsNothingAsync(alice.Page);
        await alice.GoAsync("/sessions");
        await Expect(alice.Page.GetByText("Nobody is connected yet.")).ToBeVisibleAsync();
        await Axe.FindsNothingAsync(alice.Page);
        await alice.GoAsync("/sessions?state=closed");
        await Axe.FindsNothingAsync(alice.Page);
        await alice.GoAsync("/traffic");
        await Expect(alice.Page.GetByText("No traffic yet.")).ToBeVisibleAsync();
        await Axe.FindsNothingAsync(alice.Page);
    }

    [Fact]
    public async Task Axe_FindsNothing_InAFullHouse()
    {
        await using var scene = await Scene.SetAsync(Server);
        var alice = await VisitAsync("/c/lobby");
        await alice.SayAsync("ping");
        await Expect(alice.Ghosts).ToHaveCountAsync(1);
        await Axe.FindsNothingAsync(alice.Page);

        await alice.Composer.FillAsync("/jion plc");
        await alice.Page.Keyboard.PressAsync("Enter");
        await Expect(alice.Says.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
        await alice.Stream.PressAsync(" ");
        await Expect(alice.Chip).ToContainTextAsync("Paused");
        await alice.Page.Locator("button.pill").ClickAsync();
        await Expect(alice.Page.Locator("#connect-card .connect")).ToBeVisibleAsync();
        await Axe.FindsNothingAsync(alice.Page);

        await alice.GoAsync("/sessions");
        await alice.Page.Locator(".session-table td.c-name a").First.ClickAsync();
        await alice.Details.GetByRole(AriaRole.Button, new() { Name = "Rename" }).ClickAsync();
        await Axe.FindsNothingAsync(alice.Page);

        await alice.GoAsync("/sessions?state=closed");
        await alice.Page.Locator(".session-table td.c-name a").First.ClickAsync();
        await Expect(alice.Details.Locator(".details-end")).ToBeVisibleAsync();
        await Axe.FindsNothingAsync(alice.Page);

        await alice.GoAsync("/traffic?q=len%3E1%20off%3Adir%3Ain%20has%3Ax");
        await alice.Traffic.Last.ClickAsync();
        await Expect(alice.Page.Locator(".inspector")).ToBeVisibleAsync();
        await alice.Page.Locator(".picker summary").ClickAsync();
        await Axe.FindsNothingAsync(alice.Page);
        await alice.Page.Locator(".picker summary").ClickAsync();
        foreach (var tab in (string[])["Hex", "Frame", "Hints"])
        {
            await alice.Page.GetByRole(AriaRole.Tab, new() { Name = tab }).ClickAsync();
            await alice.Page.GetByRole(AriaRole.Tab, new() { Name = tab, Selected = true }).WaitForAsync();
            await Axe.FindsNothingAsync(alice.Page);
        }

        await alice.Page.GetByRole(AriaRole.Button, new() { Name = "copy as" }).ClickAsync();
        await Expect(alice.Page.GetByRole(AriaRole.Menuitem).First).ToBeFocusedAsync();
        await Axe.FindsNothingAsync(alice.Page);
        await alice.Page.Keyboard.PressAsync("Escape");
        await Expect(alice.Page.GetByRole(AriaRole.Menu)).ToHaveCountAsync(0);
        await alice.Page.GetByRole(AriaRole.Button, new() { Name = "resend" }).ClickAsync();
        await Axe.FindsNothingAsync(alice.Page);
        await alice.FollowAsync("ann");
        await Axe.FindsNothingAsync(alice.Page);
        await alice.Page.GetByRole(AriaRole.Link, new() { Name = "Hex" }).ClickAsync();
        await Expect(alice.Page.Locator(".piece .hex").First).ToBeVisibleAsync();
        await Axe.FindsNothingAsync(alice.Page);
        await alice.GoAsync("/traffic?q=nobody%20says%20this&dir=in");
        await Expect(alice.Page.GetByText("rows match")).ToBeVisibleAsync();
        await Axe.FindsNothingAsync(alice.Page);

        await alice.Page.GetByRole(AriaRole.Button, new() { Name = "Keyboard shortcuts" }).ClickAsync();
        await Expect(alice.Page.GetByRole(AriaRole.Dialog)).ToBeVisibleAsync();
        await Axe.FindsNothingAsync(alice.Page);
    }
}
