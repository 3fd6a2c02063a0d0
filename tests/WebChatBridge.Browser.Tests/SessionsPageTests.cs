using System.Net.Sockets;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace WebChatBridge.Browser.Tests;

/// <summary>Who is connected, what has not become a message yet, and why somebody left.</summary>
public sealed class SessionsPageTests(Chromium chromium) : ConsoleTest(chromium)
{
    [Fact]
    public async Task Input_WithoutNewline_IsSeenWhileItWaits_AndIsAMessageAtItsEnd()
    {
        RealProgram.Need("nc");
        var alice = await VisitAsync("/c/lobby");
        var bob = await VisitAsync("/sessions");

        await using var shell = RealProgram.Start("sh", "-c", $"(printf hel; cat) | nc -N {Server.Text.Address} {Server.Text.Port}");

        await Expect(alice.Ghosts).ToContainTextAsync("⟨3 bytes, no newline yet⟩");
        await Expect(alice.Ghosts).ToContainTextAsync("“hel”");
        await Expect(bob.Page.Locator(".session-table td.c-in").Filter(new() { HasText = "*" })).ToContainTextAsync("3*");
        await Expect(alice.Ghosts).ToContainTextAsync("⚑ waiting for \\n — does your client end lines?");

        shell.EndInput();
        await alice.SeesAsync("hel");
        await Expect(alice.Row("hel").Locator(".row-hint")).ToHaveTextAsync("⚑ no newline at the end");
        await Expect(alice.Ghosts).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task TcpPort_OpenedInABrowser_PointsToTheConsole_AndIsSeenAsHttp()
    {
        var alice = await VisitAsync("/sessions?state=closed");
        var lost = await alice.Context.NewPageAsync();
        await lost.GotoAsync($"http://{Server.Text}/");

        await Expect(lost.GetByRole(AriaRole.Heading)).ToHaveTextAsync("This is a chat port");
        await Expect(alice.Page.Locator(".session-table tbody tr").First).ToContainTextAsync("spoke HTTP");
        await lost.GetByRole(AriaRole.Link).ClickAsync();
        await Expect(lost).ToHaveTitleAsync(new Regex("WebChatBridge$"));
        await lost.CloseAsync();

        await alice.Page.Locator(".session-table td.c-name a").First.ClickAsync();
        await Expect(alice.Details.Locator(".details-end")).ToContainTextAsync("spoke HTTP");
        await Expect(alice.Details.Locator(".hex").First).ToContainTextAsync("47 45 54 20 2f");
    }

    [Theory]
    [InlineData(false, "Close tom")]
    [InlineData(true, "Reset tom")]
    public async Task Session_ClosedFromThePage_EndsByFinOrReset_AndSaysByWhom(bool reset, string button)
    {
        using var tom = await Server.JsonAsync("tom");
        var alice = await VisitAsync("/sessions");
        await alice.Page.Locator(".session-table").GetByRole(AriaRole.Link, new() { Name = "tom" }).ClickAsync();
        await alice.Details.GetByRole(AriaRole.Button, new() { Name = "Close…" }).ClickAsync();
        await alice.Details.GetByRole(AriaRole.Button, new() { Name = button }).ClickAsync();

        if (reset)
        {
            var error = await Assert.ThrowsAnyAsync<SocketException>(async () => await tom.ReadToEndAsync());
            Assert.Equal(SocketError.ConnectionReset, error.SocketErrorCode);
        }
        else
        {
            Assert.Contains("\"bye\"", await tom.ReadTextToEndAsync(), StringComparison.Ordinal);
        }

        await Expect(alice.Details.Locator(".details-end")).ToContainTextAsync("closed by ");
        await alice.GoAsync("/sessions?state=closed");
        await Expect(alice.Page.Locator(".session-table tbody tr").Filter(new() { HasText = "tom" })).ToContainTextAsync("closed by ");
    }

    [Fact]
    public async Task Address_HoldsFilterTabAndSelection_AlsoAfterAReload()
    {
        using var tom = await Server.JsonAsync("tom");
        using var jerry = await Server.JsonAsync("jerry");
        var alice = await VisitAsync("/sessions");
        await alice.Page.GetByRole(AriaRole.Searchbox).PressSequentiallyAsync("je");
        await Expect(alice.Page.Locator(".session-table tbody tr")).ToHaveCountAsync(1);
        await alice.Page.Locator(".session-table td.c-name a").ClickAsync();
        await Expect(alice.Details.GetByRole(AriaRole.Heading)).ToContainTextAsync("jerry");

        await alice.Page.ReloadAsync();

        await Expect(alice.Page.GetByRole(AriaRole.Searchbox)).ToHaveValueAsync("je");
        await Expect(alice.Page.Locator(".session-table tbody tr")).ToHaveCountAsync(1);
        await Expect(alice.Details.GetByRole(AriaRole.Heading)).ToContainTextAsync("jerry");
        await alice.Page.GoBackAsync();
        await Expect(alice.Details).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Keys_GoFromPageToPage_WithoutAMouse()
    {
        var alice = await VisitAsync("/c/lobby");
        await alice.Page.Keyboard.PressAsync("Escape");
        await alice.Page.Locator("main").FocusAsync();
        await alice.Page.Keyboard.TypeAsync("gs");
        await Expect(alice.Page).ToHaveURLAsync(new Regex("/sessions$"));
        await Expect(alice.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Sessions");

        await alice.Page.Locator("main").FocusAsync();
        await alice.Page.Keyboard.TypeAsync("gc");
        await Expect(alice.Composer).ToBeVisibleAsync();
        await alice.AliveAsync();
        await alice.Page.Locator("main").FocusAsync();
        await alice.Page.Keyboard.PressAsync("i");
        await Expect(alice.Composer).ToBeFocusedAsync();
        await alice.Page.Keyboard.TypeAsync("by keys alone");
        await alice.Page.Keyboard.PressAsync("Enter");
        await alice.SeesAsync("by keys alone");
        await alice.Page.Keyboard.PressAsync("Escape");
        await alice.Page.Locator("main").FocusAsync();
        await alice.Page.Keyboard.PressAsync("?");
        await Expect(alice.Page.GetByRole(AriaRole.Dialog)).ToBeVisibleAsync();
        await Expect(alice.Page.Locator(".mud-dialog-container:focus, .mud-dialog-container :focus")).ToHaveCountAsync(1); // not by script: the page forbids eval
        await alice.Page.Keyboard.PressAsync("Escape");
        await Expect(alice.Page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
    }
}
