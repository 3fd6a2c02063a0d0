using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace WebChatBridge.Browser.Tests;

/// <summary>Pointing at bytes in a real browser: both columns are one, by mouse and by key, and the address says which.</summary>
public sealed class InspectorTests(Chromium chromium) : ConsoleTest(chromium)
{
    private Visitor _alice = null!;

    [Fact]
    public async Task Hex_AByteUnderThePointer_IsLitInBothColumns_WhicheverIsPointedAt()
    {
        await InspectAsync();

        await Hex(9).HoverAsync();
        await Expect(_alice.Page.Locator("[data-hover]")).ToHaveTextAsync(["4e", "N"]);
        await Character(1).HoverAsync();
        await Expect(_alice.Page.Locator("[data-hover]")).ToHaveTextAsync(["49", "I"]);
        await Expect(Hex(1)).ToHaveAttributeAsync("data-hover", "");
    }

    [Fact]
    public async Task Hex_Dragged_SelectsInBothColumns_AndTheAddressBringsItBack()
    {
        await InspectAsync();

        await Character(7).HoverAsync();
        await _alice.Page.Mouse.DownAsync();
        await Character(13).HoverAsync();
        await _alice.Page.Mouse.UpAsync();

        await Expect(_alice.Page.Locator(".hexcells [data-on]")).ToHaveTextAsync(["50", "49", "4e", "47", "20", "32", "0a"]);
        await Expect(_alice.Page.Locator(".hexchars [data-on]")).ToHaveTextAsync(["P", "I", "N", "G", "", "2", "↵"]);
        await Expect(_alice.Page).ToHaveURLAsync(new Regex("b=7-13"));
        await Expect(_alice.Page.Locator(".selected")).ToContainTextAsync(new Regex("b=7-13.*= message 2", RegexOptions.Singleline));
        await _alice.Page.ReloadAsync();
        await _alice.AliveAsync();
        await Expect(_alice.Page.Locator(".hexcells [data-on]")).ToHaveTextAsync(["50", "49", "4e", "47", "20", "32", "0a"]);
    }

    [Fact]
    public async Task Hex_ByKeysAlone_SelectsAndLetsGo()
    {
        await InspectAsync();
        var grid = _alice.Page.GetByRole(AriaRole.Grid);
        await grid.FocusAsync();

        foreach (var key in (string[])["ArrowRight", "ArrowRight", "Shift+ArrowRight", "Shift+End"])
        {
            await grid.PressAsync(key);
        }

        await Expect(_alice.Page).ToHaveURLAsync(new Regex("b=1-15"));
        var active = await grid.GetAttributeAsync("aria-activedescendant");
        await Expect(_alice.Page.Locator($"#{active}")).ToHaveAttributeAsync("data-at", "15");
        await grid.PressAsync("Escape");
        await Expect(_alice.Page.Locator("[data-on]")).ToHaveCountAsync(0);
        await Expect(_alice.Page).Not.ToHaveURLAsync(new Regex("b="));
        await Expect(_alice.Page.Locator(".inspector")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Hex_OfTwoReads_SaysWhereTheMessageGoesOn()
    {
        await InspectAsync();

        await Expect(_alice.Page.Locator(".piece")).ToContainTextAsync(["message 1", "message 2", "▶"]);
        await _alice.Page.Locator(".inspector-note a").ClickAsync();

        await Expect(_alice.Page.Locator(".hexcells")).ToHaveTextAsync(new Regex("4e\\s*47\\s*20\\s*33\\s*0a"));
        await Expect(_alice.Page.Locator(".inspector-note")).ToContainTextAsync("Message 3 began in ◀ chunk");
    }

    [Fact]
    public async Task Hex_OnAPhone_HasEightInARow()
    {
        await InspectAsync(new() { ViewportSize = new() { Width = 390, Height = 844 } });

        await Expect(_alice.Page.Locator(".hexrow")).ToHaveCountAsync(2);
        Assert.True(await _alice.Page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"));
    }

    [Fact]
    public async Task CopyAs_Netcat_PutsALineIntoTheClipboardThatRunsAsItStands()
    {
        RealProgram.Need("nc");
        await InspectAsync(new() { Permissions = ["clipboard-read", "clipboard-write"] });

        await _alice.Page.Keyboard.PressAsync("Y");
        await _alice.Page.GetByRole(AriaRole.Menuitem, new() { Name = "printf … | nc" }).ClickAsync();
        await Expect(_alice.Page.Locator(".copymenu-says").First).ToContainTextAsync("Copied");
        var line = await _alice.Page.EvaluateAsync<string>("navigator.clipboard.readText()");

        Assert.Equal($"printf 'PING 1\\nPING 2\\nPI' | nc {Server.Text.Address} {Server.Text.Port}", line);
    }

    private ILocator Hex(int at) => _alice.Page.Locator($"[role=gridcell][data-at='{at}']");

    private ILocator Character(int at) => _alice.Page.Locator($".hexchars [data-at='{at}']");

    // Two and a half lines in one read, the rest in another.
    private async Task InspectAsync(BrowserNewContextOptions? options = null)
    {
        using var watched = await Server.TextAsync();
        using var otter = await Server.TextAsync();
        await otter.SendAsync("PING 1\nPING 2\nPI");
        await watched.ReadLineAsync();
        await watched.ReadLineAsync();
        await otter.SendAsync("NG 3\n");
        await watched.ReadLineAsync();
        _alice = await VisitAsync("/traffic?kind=chunk&dir=in&q=PING", options);
        await _alice.Traffic.Filter(new() { HasText = "PING 1" }).ClickAsync();
        await _alice.Page.GetByRole(AriaRole.Tab, new() { Name = "Hex" }).ClickAsync();
        await Expect(Hex(0)).ToBeVisibleAsync();
        await Expect(_alice.Page.Locator(".hexgrid [aria-selected]").First).ToBeAttachedAsync();
    }
}
