using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace WebChatBridge.Browser.Tests;

/// <summary>Nobody is connected, nothing was ever said: the page says what to paste, and notices who pasted it.</summary>
public sealed class FirstRunTests(Chromium chromium) : ConsoleTest(chromium)
{
    [Theory]
    [InlineData("netcat", "hello from nc")]
    [InlineData("Python", "hello from python")]
    [InlineData("bash", "hello from bash")]
    public async Task Command_CopiedFromTheCard_ConnectsAndIsNoticed(string tool, string says)
    {
        var alice = await VisitAsync("/", new() { Permissions = ["clipboard-read", "clipboard-write"] });
        await Expect(alice.Page.GetByText("Nobody is connected yet.")).ToBeVisibleAsync();
        await alice.Page.GetByRole(AriaRole.Button, new() { Name = tool, Exact = true }).ClickAsync();
        await alice.Page.GetByRole(AriaRole.Figure).Filter(new() { HasText = "text ·" }).GetByRole(AriaRole.Button, new() { Name = "Copy" }).ClickAsync();
        await Expect(alice.Page.GetByText("Copied")).ToBeVisibleAsync();
        var command = await alice.Page.EvaluateAsync<string>("navigator.clipboard.readText()");

        await using var shell = RealProgram.Start("sh", "-c", command);
        if (tool == "netcat")
        {
            await shell.UntilItPrintsAsync("welcome");
            await Expect(alice.Page.GetByText("nobody connected yet")).ToHaveCountAsync(0);
            await shell.SayAsync(says);
        }

        await alice.SeesAsync(says);
        await Expect(alice.Page.Locator(".pill-numbers")).ToContainTextAsync("1 client");
    }

    [Fact]
    public async Task Card_OnTheSessionsPage_SaysThatsYou()
    {
        var alice = await VisitAsync("/sessions");
        await alice.Page.Locator("button.pill").ClickAsync();
        await Expect(alice.Page.Locator("#connect-card .connect")).ToBeVisibleAsync();

        using var nc = await Server.TextAsync();

        await Expect(alice.Page.Locator("#connect-card .connect-arrived")).ToContainTextAsync($"That's you:");
        await Expect(alice.Page.Locator("#connect-card .connect-arrived")).ToContainTextAsync($"from {nc.Local}");
        await Expect(alice.Page.Locator(".session-table tbody tr")).Not.ToHaveCountAsync(0);
    }
}
