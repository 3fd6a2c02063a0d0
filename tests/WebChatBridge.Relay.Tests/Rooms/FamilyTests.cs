using WebChatBridge.Protocol;

namespace WebChatBridge.Relay.Tests.Rooms;

/// <summary>nul, raw and auto in rooms, and the silence they need.</summary>
public sealed class FamilyTests
{
    private static readonly TimeSpan Gap = TimeSpan.FromMilliseconds(75);

    [Fact]
    public async Task Raw_WhatArrivesWithinTheGap_IsOneMessage_AndNothingIsLost()
    {
        await using var relay = await TestRelay.StartAsync();
        var jerry = await relay.LineAsync("Jerry");
        var tom = await relay.ConnectAsync(relay.EndpointOf("raw", "raw", "lobby"));

        tom.Send("he"u8);
        await relay.Time.WhenMadeAsync(Gap, 1);
        relay.Time.Advance(Gap - TimeSpan.FromMilliseconds(1));
        tom.Send("llo"u8);
        await relay.Time.WhenMadeAsync(Gap, 2);
        relay.Time.Advance(Gap - TimeSpan.FromMilliseconds(1));
        await relay.SyncAsync(jerry);
        Assert.DoesNotContain("hello", jerry.Written, StringComparison.Ordinal);
        relay.Time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal($"{tom.Name}: hello", await Said(jerry));

        tom.Send("again\n"u8);
        await relay.Time.WhenMadeAsync(Gap, 3);
        relay.Time.Advance(Gap);
        Assert.Equal($"{tom.Name}: again", await Said(jerry));
        Assert.Equal("raw", tom.Session.Describe(relay.Time).Dialect);
        Assert.Null(tom.Session.Describe(relay.Time).DialectBecause);
    }

    [Fact]
    public async Task Raw_Fin_EndsTheMessage()
    {
        await using var relay = await TestRelay.StartAsync();
        var jerry = await relay.LineAsync("Jerry");
        var tom = await relay.ConnectAsync(relay.EndpointOf("raw", "raw", "lobby"));

        tom.Send("bye"u8);
        tom.Wire.In.Fin();

        Assert.Equal($"{tom.Name}: bye", await Said(jerry));
        await relay.UntilAsync(() => tom.Session.State == SessionState.HalfClosed);
        await relay.PassAsync(tom.Session.Endpoint!.Options.HalfCloseGrace);
        await tom.Served.Soon();
    }

    [Fact]
    public async Task Raw_HttpThatPauses_IsAnsweredAndClosed_AndNobodyHearsOfIt()
    {
        await using var relay = await TestRelay.StartAsync();
        var jerry = await relay.LineAsync("Jerry");
        var browser = await relay.ConnectAsync(relay.EndpointOf("raw", "raw", "lobby"));

        browser.Send("GET / HTTP/1.1\r"u8);
        await relay.Time.WhenMadeAsync(Gap, 1);
        relay.Time.Advance(Gap);
        await browser.Served.Soon();

        Assert.Equal(CloseCode.SpokeForeign, browser.Closed!.Code);
        Assert.StartsWith("HTTP/1.1 ", browser.Written, StringComparison.Ordinal);
        await relay.SyncAsync(jerry);
        Assert.DoesNotContain(browser.Name, jerry.Written, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nul", "hi\0yo\0", "hi\0yo\0")]
    [InlineData("line", "hi\nyo\n", "hi\nyo\n")]
    [InlineData("header:10", "2         hi", "2         hi")]
    [InlineData("raw", "hi \u001b!", "hi \u001b!")]
    public async Task Pairs_OfEachFraming_AreATransparentPipe(string dialect, string sent, string received)
    {
        await using var relay = await TestRelay.StartAsync();
        var endpoint = relay.EndpointOf("pairs", dialect, "pairs");
        var tom = await relay.ConnectAsync(endpoint);
        var jerry = await relay.ConnectAsync(endpoint);

        tom.Send(System.Text.Encoding.UTF8.GetBytes(sent));
        if (dialect == "raw")
        {
            await relay.Time.WhenMadeAsync(Gap, 1);
            relay.Time.Advance(Gap);
        }

        await relay.UntilAsync(() => jerry.Written.Length >= received.Length);
        Assert.Equal(received, jerry.Written);
    }

    [Fact]
    public async Task Nul_InALobby_GetsMessagesByNameAndNoNotices()
    {
        await using var relay = await TestRelay.StartAsync();
        var tom = await relay.ConnectAsync(relay.EndpointOf("nul", "nul", "lobby"));
        tom.Send("\0hello\0\0\0"u8);
        await tom.Wire.In.WhenDoneAsync();
        var jerry = await relay.LineAsync("Jerry");

        await jerry.SendAsync("hi");

        await relay.UntilAsync(() => tom.Written.Length > 0);
        Assert.Equal("Jerry: hi\0", tom.Written);
        Assert.Equal(1, tom.Session.MessagesIn);
    }

    [Fact]
    public async Task Line_AndOthersThatMarkTheirEnds_NeedNoClock()
    {
        await using var relay = await TestRelay.StartAsync();
        var tom = await relay.LineAsync("Tom");
        await tom.SendBytesAsync("half a li"u8.ToArray());

        var header = await relay.HeaderAsync();
        await header.SendBytesAsync("5   "u8.ToArray());

        Assert.Equal(0, relay.Time.Made(Gap));
    }

    private static Task<string> Said(TestClient client) => client.NextAsync(line => !line.StartsWith('*'));
}
