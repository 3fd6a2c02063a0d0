using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace WebChatBridge.Browser.Tests;

/// <summary>What is typed in a browser arrives on sockets, exactly, and what is said of it is true.</summary>
public sealed class PostingTests(Chromium chromium) : ConsoleTest(chromium)
{
    private const string Greedy = "GET /a/b/c ?jk m x";

    private protected override string[] Settings => ["--Relay:Limits:OutboxBytes=8388608", "--Relay:Limits:WriteStall=00:01:00"];

    [Fact]
    public async Task Post_FromTheBrowser_ReachesLineAndJson_AndSaysHowMany()
    {
        await using var nc = await NetcatAsync("ann");
        using var sensor = await Server.JsonAsync("sensor");
        var alice = await VisitAsync("/c/lobby");
        await alice.SayAsync("/nick alice");
        await alice.SayAsync("ping");

        await nc.UntilItPrintsAsync("alice: ping");
        var message = await sensor.ReadJsonAsync("message");
        Assert.Equal(("alice", "ping"), (message.From(), message.Text("text")));
        await Expect(alice.Row("ping").Locator(".row-receipt")).ToHaveTextAsync("✓ written to 2 sockets");

        await nc.SayAsync("pong");
        await alice.SeesAsync("pong");
    }

    [Fact]
    public async Task Post_ToAPair_ReachesBothAsFrames()
    {
        using var tom = await Server.TutorialAsync();
        using var jerry = await Server.TutorialAsync();
        var alice = await VisitAsync("/c/pair-1");
        await alice.SayAsync("/nick alice");
        await alice.SayAsync("hello you two");

        Assert.Equal("alice: hello you two", await tom.ReadFrameTextAsync());
        Assert.Equal("alice: hello you two", await jerry.ReadFrameTextAsync());
        await Expect(alice.Row("hello you two").Locator(".row-receipt")).ToHaveTextAsync("✓ written to 2 sockets");
    }

    [Fact]
    public async Task Receipt_WithAReaderThatStopped_CountsAndNamesIt()
    {
        using var reader = await Server.JsonAsync("reader");
        using var other = await Server.JsonAsync("other");
        using var stopped = await RawClient.ConnectAsync(Server.Json, receiveBuffer: 4096);
        await stopped.HelloAsync("jerry");
        var alice = await VisitAsync("/c/lobby");
        for (var i = 0; i < 12; i++)
        {
            await other.PostAsync(new string('x', 60_000));
            await reader.ReadJsonAsync("message");
        }

        await alice.SayAsync("anybody?");

        await Expect(alice.Row("anybody?").Locator(".row-receipt")).ToContainTextAsync("written to 2 of 3 — jerry is not reading (");
        Assert.Equal("anybody?", await NextAsync(reader));
    }

    [Fact]
    public async Task DirectLine_ReachesOneSocketOnly()
    {
        await using var ann = await NetcatAsync("ann");
        await using var bob = await NetcatAsync("bob");
        var alice = await VisitAsync("/c/lobby");
        await alice.Page.GetByRole(AriaRole.Region, new() { Name = "Conversations", Exact = true }).GetByText("ann").ClickAsync();
        await Expect(alice.Page.Locator(".head-title")).ToHaveTextAsync("@ann");

        await alice.SayAsync("psst");
        await ann.UntilItPrintsAsync("psst");
        await alice.SeesAsync("psst");
        await Expect(alice.Row("psst").Locator(".row-receipt")).ToHaveTextAsync("✓ written to 1 socket");

        await alice.Page.GetByRole(AriaRole.Link, new() { Name = "lobby" }).First.ClickAsync();
        await Expect(alice.Page.Locator(".head-title")).ToHaveTextAsync("lobby");
        await alice.SayAsync("everybody");
        await bob.UntilItPrintsAsync("everybody");
        Assert.DoesNotContain("psst", bob.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Keys_OfShortcuts_AreTextInTheComposer()
    {
        using var json = await Server.JsonAsync();
        var alice = await VisitAsync("/c/lobby");

        await alice.SayAsync(Greedy);

        Assert.Equal(Greedy, (await json.ReadJsonAsync("message")).Text("text"));
        Assert.EndsWith("/c/lobby", alice.Page.Url, StringComparison.Ordinal);
        await Expect(alice.Page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
        await Expect(alice.Chip).ToHaveTextAsync("● Live");
    }

    [Fact]
    public async Task Composition_ThatIsConfirmedByEnter_SendsNothingYet()
    {
        using var json = await Server.JsonAsync();
        var alice = await VisitAsync("/c/lobby");
        await alice.Composer.FocusAsync();
        var devtools = await alice.Context.NewCDPSessionAsync(alice.Page);
        await devtools.SendAsync("Input.imeSetComposition", new Dictionary<string, object> { ["text"] = "に", ["selectionStart"] = 1, ["selectionEnd"] = 1 });

        // Input methods confirm with an Enter that belongs to them.
        await devtools.SendAsync("Input.dispatchKeyEvent", new Dictionary<string, object> { ["type"] = "keyDown", ["key"] = "Process", ["code"] = "Enter", ["windowsVirtualKeyCode"] = 229 });
        await devtools.SendAsync("Input.insertText", new Dictionary<string, object> { ["text"] = "日本" });
        await Expect(alice.Composer).ToHaveValueAsync("日本");
        await alice.Page.Keyboard.TypeAsync(Greedy);
        await alice.Page.Keyboard.PressAsync("Enter");

        Assert.Equal("日本" + Greedy, (await json.ReadJsonAsync("message")).Text("text"));
    }

    [Fact]
    public async Task LongText_InParts_ArrivesWhole_AlsoWhereACharacterWouldBeCut()
    {
        using var json = await Server.JsonAsync();
        var alice = await VisitAsync("/c/lobby");
        var text = string.Concat(Enumerable.Repeat(new string('x', 7_999) + "😀é", 4));
        await alice.Composer.EvaluateAsync("(box, text) => { box.value = text; box.dispatchEvent(new Event('input', { bubbles: true })); }", text);

        await alice.Send.ClickAsync();

        Assert.Equal(text, await NextAsync(json));
        await Expect(alice.Composer).ToHaveValueAsync("");
    }

    [Theory]
    [InlineData(70_012, "70,012 bytes; the limit is 65,536")]
    [InlineData(1_000_000, "1,000,000 bytes; the limit is 65,536")]
    [InlineData(17_000_000, "17,000,000 bytes, and 16,777,216 can be handed over at once")]
    public async Task Text_OverTheLimit_StaysAndTheReasonStandsUnderIt(int length, string words)
    {
        var alice = await VisitAsync("/c/lobby");
        await alice.Composer.EvaluateAsync("(box, length) => { box.value = 'x'.repeat(length); box.dispatchEvent(new Event('input', { bubbles: true })); }", length);

        await alice.Send.ClickAsync();

        await Expect(alice.Says.GetByRole(AriaRole.Alert)).ToContainTextAsync(words);
        Assert.Equal(length, await alice.Composer.EvaluateAsync<int>("box => box.value.length"));
        await alice.Composer.FillAsync("");
        await alice.SayAsync("shorter"); // nothing was lost: neither the page nor the connection
        await alice.SeesAsync("shorter");
    }

    [Fact]
    public async Task Lines_AreMessages_AndManyAreAskedAboutFirst()
    {
        await using var nc = await NetcatAsync("ann");
        using var json = await Server.JsonAsync();
        var alice = await VisitAsync("/c/lobby");

        await alice.Composer.FillAsync("one\ntwo\nthree");
        await Expect(alice.Send).ToHaveTextAsync("Send 3 lines");
        await alice.Send.ClickAsync();
        Assert.Equal(["one", "two", "three"], [await NextAsync(json), await NextAsync(json), await NextAsync(json)]);

        await alice.Composer.FillAsync(string.Join('\n', Enumerable.Range(1, 14)));
        await alice.Page.Keyboard.PressAsync("Enter");
        await Expect(alice.Page.GetByText("Send 14 lines as 14 messages?")).ToBeVisibleAsync();
        await alice.Page.GetByRole(AriaRole.Button, new() { Name = "Keep editing" }).ClickAsync();
        await Expect(alice.Composer).ToHaveValueAsync(string.Join('\n', Enumerable.Range(1, 14)));
        await alice.Page.Keyboard.PressAsync("Enter");
        await alice.Page.GetByRole(AriaRole.Button, new() { Name = "Send", Exact = true }).ClickAsync();
        await nc.UntilItPrintsAsync(": 14");
        Assert.Equal("1", await NextAsync(json));
    }

    [Fact]
    public async Task Command_ThatIsNone_IsNotSentUnlessMeant()
    {
        using var json = await Server.JsonAsync();
        var alice = await VisitAsync("/c/lobby");
        await alice.Composer.FillAsync("/jion plc");
        await alice.Page.Keyboard.PressAsync("Enter");
        await Expect(alice.Says.GetByRole(AriaRole.Alert)).ToContainTextAsync("/jion is not a command here");
        await Expect(alice.Composer).ToHaveValueAsync("/jion plc");

        await alice.Page.GetByRole(AriaRole.Button, new() { Name = "Send it as it stands" }).ClickAsync();

        Assert.Equal("/jion plc", await NextAsync(json));
        await Expect(alice.Composer).ToHaveValueAsync("");
    }

    [Fact]
    public async Task Typing_OverASlowLine_LosesAndReordersNothing()
    {
        const string text = "the quick brown fox jumps over the lazy dog";
        using var json = await Server.JsonAsync();
        var alice = await VisitAsync("/c/lobby", beforeGoing: page => page.RouteWebSocketAsync("**/_blazor*", SlowLine.Bend));

        await alice.Composer.PressSequentiallyAsync(text, new() { Delay = 20 });
        await Expect(alice.Composer).ToHaveValueAsync(text);
        await alice.Page.Keyboard.PressAsync("Enter");

        Assert.Equal(text, await NextAsync(json));
        await Expect(alice.Composer).ToHaveValueAsync("");
    }

    [Fact]
    public async Task Bytes_InHex_TravelAsTheyAre()
    {
        using var json = await Server.JsonAsync();
        var alice = await VisitAsync("/c/lobby");

        await alice.SayAsync("/hex ff 00 41");

        var message = await json.ReadJsonAsync("message");
        Assert.Equal(Convert.ToBase64String([0xFF, 0, 0x41]), message.Text("bytes"));
    }

    private static async Task<string> NextAsync(RawClient json) => (await json.ReadJsonAsync("message")).Text("text");
}
