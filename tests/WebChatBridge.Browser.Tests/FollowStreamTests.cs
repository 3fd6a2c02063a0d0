using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace WebChatBridge.Browser.Tests;

/// <summary>One socket followed in a real browser, with a real program at the other end of it.</summary>
public sealed class FollowStreamTests(Chromium chromium) : ConsoleTest(chromium)
{
    [Fact]
    public async Task Composer_WritesToTheRealNc_AndBothDirectionsStandThere()
    {
        await using var nc = await NetcatAsync("tom");
        var alice = await FollowAsync("tom");

        await nc.SayAsync("hello from nc");
        await Expect(In(alice).Last).ToContainTextAsync("hello from nc");
        await alice.SayAsync("psst, only you");

        await nc.UntilItPrintsAsync("psst, only you");
        await Expect(Out(alice).Last).ToContainTextAsync("psst, only you");
        await Expect(alice.Says).ToContainTextAsync("15 bytes written to the socket of tom. This is no message: nobody else gets it.");
        await alice.GoAsync("/c/lobby");
        await Expect(alice.Stream).ToContainTextAsync("hello from nc");
        await Expect(alice.Stream).Not.ToContainTextAsync("psst");
    }

    [Fact]
    public async Task Composer_HexAndEndings_AreTheseBytesExactly()
    {
        using var raw = await Server.TextAsync();
        await raw.SendAsync("/nick raw\n");
        await raw.ReadLineAsync();
        var alice = await FollowAsync("raw");

        await alice.Page.GetByLabel("ends with").SelectOptionAsync("CR LF");
        await alice.SayAsync("hi");
        Assert.Equal("hi\r\n"u8.ToArray(), await raw.ReadExactlyAsync(4));
        await alice.Page.GetByRole(AriaRole.Button, new() { Name = "Text", Exact = true }).ClickAsync();
        await alice.SayAsync("48 65 6c \\x1b 00 ff");
        Assert.Equal([0x48, 0x65, 0x6c, 0x1b, 0x00, 0xff], await raw.ReadExactlyAsync(6));

        await alice.Page.ReloadAsync();
        await alice.AliveAsync();
        await Expect(alice.Page.GetByLabel("ends with")).ToHaveValueAsync("CrLf");
    }

    [Fact]
    public async Task Composer_WithHeader_FramesForTheTutorialsPython()
    {
        RealProgram.Need("python3");
        using var first = await Server.TutorialAsync();
        await using var jerry = RealProgram.Start("python3", Path.Combine(ServerProcess.Root, "tests", "Shared", "tutorial", "jerry.py"), $"{Server.Tutorial.Port}", $"{Server.Tutorial.Address}");
        var alice = await FollowAsync("jerry");
        await Expect(alice.Page.GetByLabel("with header (64 bytes)")).ToBeCheckedAsync();

        await alice.SayAsync("framed by hand");

        await jerry.UntilItPrintsAsync("framed by hand");
        await Expect(Out(alice).Last).ToContainTextAsync("14");
    }

    [Fact]
    public async Task Stream_ScrolledUp_StandsStill_AndSaysHowMuchCame()
    {
        using var raw = await Server.TextAsync();
        await raw.SendAsync("/nick raw\n");
        await raw.ReadLineAsync();
        using var listener = await Server.TextAsync();
        var alice = await FollowAsync("raw");
        for (var i = 0; i < 40; i++)
        {
            await raw.SendAsync($"line {i}\n");
            await listener.ReadLineAsync();
        }

        await Expect(In(alice).Last).ToContainTextAsync("line 39");
        await alice.Stream.HoverAsync();
        await alice.Page.Mouse.WheelAsync(0, -400);
        await Expect(alice.Pill).ToBeVisibleAsync();
        await raw.SendAsync("after\n");
        await listener.ReadLineAsync();

        await Expect(alice.Pill).ToHaveTextAsync("↓ 1 new");
        await Expect(alice.Stream).Not.ToContainTextAsync("after");
        await alice.Pill.ClickAsync();
        await Expect(In(alice).Last).ToContainTextAsync("after");
        await Expect(alice.Chip).ToHaveTextAsync("● Live");
    }

    [Fact]
    public async Task Stream_OfWhoLeaves_EndsWithTheReason()
    {
        using var raw = await Server.TextAsync();
        await raw.SendAsync("/nick raw\n");
        await raw.ReadLineAsync();
        var alice = await FollowAsync("raw");
        await raw.SendAsync("last words");
        await Expect(alice.Page.Locator(".follow-waiting")).ToContainTextAsync("no newline yet");

        raw.Reset();

        await Expect(alice.Page.Locator(".follow-end")).ToContainTextAsync("reset");
        await Expect(alice.Says).ToContainTextAsync("raw is closed");
        await Expect(alice.Send).ToBeDisabledAsync();
    }

    private static ILocator In(Visitor visitor) => visitor.Page.Locator("li.piece-in");

    private static ILocator Out(Visitor visitor) => visitor.Page.Locator("li.piece-out");

    private async Task<Visitor> FollowAsync(string name)
    {
        var alice = await VisitAsync("/sessions");
        await alice.Page.Locator(".session-table td.c-name a").Filter(new() { HasText = name }).First.ClickAsync();
        await alice.Details.GetByRole(AriaRole.Link, new() { Name = "Follow stream" }).ClickAsync();
        await Expect(alice.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync(name);
        await Expect(alice.Send).ToBeEnabledAsync();
        return alice;
    }
}
