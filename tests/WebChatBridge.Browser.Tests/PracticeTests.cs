using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace WebChatBridge.Browser.Tests;

/// <summary>Somebody to talk to, and a look at how a client copes.</summary>
public sealed class PracticeTests(Chromium chromium) : ConsoleTest(chromium)
{
    [Fact]
    public async Task Partner_InvitedFromAConversation_Answers()
    {
        var alice = await VisitAsync("/c/lobby");

        await alice.Page.Locator(".head").GetByRole(AriaRole.Button, new() { Name = "Invite a practice partner" }).ClickAsync();
        await alice.Page.GetByRole(AriaRole.Button, new() { Name = "echo says back what it hears" }).ClickAsync();
        await Expect(alice.Page.Locator(".head-members")).ToContainTextAsync("echo");
        await alice.SayAsync("is anybody there?");

        await Expect(alice.Rows.Filter(new() { HasText = "is anybody there?" })).ToHaveCountAsync(2);
    }

    [Fact]
    public async Task CheckUp_BegunFromASession_IsSatThrough()
    {
        await using var nc = await NetcatAsync("ann");
        var alice = await VisitAsync("/sessions");

        await alice.Page.Locator(".session-table").GetByRole(AriaRole.Link, new() { Name = "ann" }).ClickAsync();
        await alice.Details.GetByRole(AriaRole.Button, new() { Name = "Check-up" }).ClickAsync();
        await nc.UntilItPrintsAsync("check 1 of 7");
        await nc.SayAsync(nc.Output.Split("Type this word: ")[1].Trim());
        var steps = alice.Page.Locator(".checkup-steps > li");
        await Expect(steps.Nth(0)).ToContainTextAsync("passed");
        await nc.UntilItPrintsAsync("check 2 of 7");
        await alice.Page.GetByRole(AriaRole.Button, new() { Name = "It did not" }).ClickAsync();

        await Expect(steps.Nth(1)).ToContainTextAsync("Fix:");
        await Axe.FindsNothingAsync(alice.Page);
        await steps.Nth(1).GetByRole(AriaRole.Link, new() { Name = "see the bytes" }).ClickAsync();
        await Expect(alice.Page.Locator("tr[aria-selected=true], tr.row-here, [data-seq][aria-current]").First).ToBeVisibleAsync();
        await alice.Page.GoBackAsync();
        await alice.Page.GetByRole(AriaRole.Button, new() { Name = "Stop the check-up" }).ClickAsync();
        await Expect(alice.Page.Locator(".desk")).ToContainTextAsync("Done: 1 of 2 passed.");
    }
}
