using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace WebChatBridge.Browser.Tests;

/// <summary>What programs send is shown as what it is; it never becomes a part of the page.</summary>
[Trait("about", "security")]
public sealed class HostileTextTests(Chromium chromium) : ConsoleTest(chromium)
{
    private const string Script = "<script>alert(1)</script><img src=x onerror=alert(2)>";

    private static readonly byte[] Latin1 = [(byte)'c', 0xE9, (byte)'!', (byte)'\n'];

    [Fact]
    public async Task Text_ThatWouldDoSomething_IsShown_AndTheLayoutHolds()
    {
        using var json = await Server.JsonAsync("eve");
        using var line = await Server.TextAsync();
        var alice = await VisitAsync("/c/lobby", new() { ViewportSize = new() { Width = 800, Height = 600 } });
        var dialogs = 0;
        alice.Page.Dialog += (_, dialog) =>
        {
            dialogs++;
            _ = dialog.DismissAsync();
        };

        await json.PostAsync(Script);
        await json.PostAsync("\u001b[2J\u001b]0;title\u0007 and \0 and \u202Etxt.exe");
        await json.PostAsync(new string('W', 60_000));
        await line.SendAsync(Latin1);
        await json.PostAsync("\u0643\u062A\u0627\u0628 \u202E\u202Eabc");
        await json.PostAsync("the end");

        await alice.SeesAsync(Script);
        await Expect(alice.Rows.GetByRole(AriaRole.Img, new() { Name = "ESC" }).First).ToBeAttachedAsync();
        await Expect(alice.Rows.GetByRole(AriaRole.Img, new() { Name = "NUL" })).ToBeAttachedAsync();
        await Expect(alice.Rows.GetByRole(AriaRole.Img, new() { Name = "U+202E" }).First).ToBeAttachedAsync();
        await Expect(alice.Page.GetByRole(AriaRole.Button, new() { Name = "… show 58,000 more characters" })).ToBeAttachedAsync();
        await Expect(alice.Rows.Filter(new() { HasText = "not UTF-8" })).ToContainTextAsync("c\uFFFD!");
        await alice.SeesAsync("the end");
        Assert.Equal(0, dialogs);
        Assert.Equal(0, await alice.Page.Locator("main script, main img").CountAsync());
        await HoldsAsync(alice);

        await alice.Page.GetByRole(AriaRole.Button, new() { Name = "… show 58,000 more characters" }).ClickAsync();
        await Expect(alice.Page.GetByRole(AriaRole.Button, new() { Name = "… show 58,000 more characters" })).ToHaveCountAsync(0);
        await HoldsAsync(alice);
    }

    [Fact]
    public async Task Bytes_OfAMessage_AreShownAsTheyCame()
    {
        using var line = await Server.TextAsync();
        var alice = await VisitAsync("/c/lobby");
        await line.SendAsync(Latin1);
        var row = alice.Rows.Filter(new() { HasText = "c\uFFFD!" });
        await row.HoverAsync();
        await row.GetByRole(AriaRole.Button, new() { Name = "bytes" }).ClickAsync();

        await Expect(row.Locator(".hex")).ToContainTextAsync("63 e9 21");
    }

    private static async Task HoldsAsync(Visitor visitor)
    {
        Assert.True(await visitor.Page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"), "The page scrolls sideways.");
        Assert.True(await visitor.Stream.EvaluateAsync<bool>("log => log.scrollWidth <= log.clientWidth"), "The stream scrolls sideways.");
        await Expect(visitor.Composer).ToBeInViewportAsync();
    }
}
