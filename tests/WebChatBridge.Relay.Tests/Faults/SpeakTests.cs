using System.Text;
using WebChatBridge.Protocol;

namespace WebChatBridge.Relay.Tests.Faults;

/// <summary>A session is taken for a speaker of another dialect: what it began to say is read in it, and so is what follows.</summary>
public sealed class SpeakTests
{
    private static readonly TimeSpan Gap = TimeSpan.FromMilliseconds(75);

    [Fact]
    public async Task LineToRaw_WhatWaitedForANewline_BecomesAMessage()
    {
        await using var relay = await TestRelay.StartAsync();
        var tom = await relay.LineAsync("Tom");
        var jerry = await relay.LineAsync("Jerry");
        await jerry.SendBytesAsync("hello"u8.ToArray());
        Assert.Empty(Texts(relay));

        Assert.Null(await SpeakAsync(relay, jerry, "raw"));
        await relay.Time.WhenMadeAsync(Gap, 1);
        relay.Time.Advance(Gap);

        Assert.Equal("Jerry: hello", await tom.NextAsync(static line => !line.StartsWith('*')));
        await tom.SendAsync("hi");
        await relay.UntilAsync(() => jerry.Written.EndsWith("Tom: hi", StringComparison.Ordinal));
        Assert.Equal(("raw", "set by alice"), (Seen(relay, jerry).Dialect, Seen(relay, jerry).DialectBecause));
    }

    [Fact]
    public async Task LineToHeader64_ItsFramesAreMessages_AndItIsAnsweredInFrames()
    {
        await using var relay = await TestRelay.StartAsync();
        var tom = await relay.LineAsync("Tom");
        var jerry = await relay.LineAsync("Jerry");
        await jerry.SendBytesAsync([.. Encoding.ASCII.GetBytes("5".PadRight(64)), .. "hel"u8]);

        Assert.Null(await SpeakAsync(relay, jerry, "header64"));
        Assert.Equal((67, 2), (Seen(relay, jerry).Pending!.Bytes, Seen(relay, jerry).Pending!.Missing));
        await jerry.SendBytesAsync("lo"u8.ToArray());

        Assert.Equal("Jerry: hello", await tom.NextAsync(static line => !line.StartsWith('*')));
        await tom.SendAsync("hi");
        await relay.UntilAsync(() => jerry.Written.EndsWith("7".PadRight(64) + "Tom: hi", StringComparison.Ordinal));
    }

    [Fact]
    public async Task RawToLine_TheBytesOfTheUnfinishedPause_AreCutIntoLines()
    {
        await using var relay = await TestRelay.StartAsync();
        var tom = await relay.LineAsync("Tom");
        var raw = relay.EndpointOf("raw", "raw", "lobby");
        var jerry = await relay.ConnectAsync(raw);
        await jerry.SendBytesAsync("one\ntw"u8.ToArray());

        Assert.Null(await SpeakAsync(relay, jerry, "line"));
        Assert.EndsWith(": one", await tom.NextAsync(static line => !line.StartsWith('*')));
        await jerry.SendBytesAsync("o\n"u8.ToArray());

        Assert.EndsWith(": two", await tom.NextAsync(static line => !line.StartsWith('*')));
    }

    [Theory]
    [InlineData("line", "he", "llo\n", "hello")]
    [InlineData("nul", "he", "llo\0", "hello")]
    [InlineData("header:4", "5   he", "llo", "hello")]
    [InlineData("json", "{\"type\":\"hello\"}\n{\"type\":\"po", "st\",\"text\":\"hello\"}\n", "hello")]
    public async Task AutoToAnything_BeforeItIsGuessed_ReadsWhatCameInIt(string dialect, string first, string then, string text)
    {
        await using var relay = await TestRelay.StartAsync();
        var tom = await relay.LineAsync("Tom");
        var jerry = await relay.ConnectAsync(relay.EndpointOf("any", "auto", "lobby"));
        await jerry.SendBytesAsync(Encoding.ASCII.GetBytes(first));

        Assert.Null(await SpeakAsync(relay, jerry, dialect));
        await jerry.SendBytesAsync(Encoding.ASCII.GetBytes(then));

        Assert.EndsWith($": {text}", await tom.NextAsync(static line => !line.StartsWith('*')));
    }

    [Fact]
    public async Task AutoToRaw_AfterItWasGuessedAsLine_ReadsWhatTheLineLacks()
    {
        await using var relay = await TestRelay.StartAsync();
        var tom = await relay.LineAsync("Tom");
        var jerry = await relay.ConnectAsync(relay.EndpointOf("any", "auto", "lobby"));
        await jerry.SendBytesAsync("first\nsecond"u8.ToArray());
        Assert.EndsWith(": first", await tom.NextAsync(static line => !line.StartsWith('*')));

        Assert.Null(await SpeakAsync(relay, jerry, "raw"));
        await relay.Time.WhenMadeAsync(Gap, 1);
        relay.Time.Advance(Gap);

        Assert.EndsWith(": second", await tom.NextAsync(static line => !line.StartsWith('*')));
    }

    [Fact]
    public async Task LineToAuto_IsGuessed_AndSaysWhatToldIt()
    {
        await using var relay = await TestRelay.StartAsync();
        var jerry = await relay.LineAsync("Jerry");

        Assert.Null(await SpeakAsync(relay, jerry, "auto"));
        Assert.Equal(("auto", "set by alice"), (Seen(relay, jerry).Dialect, Seen(relay, jerry).DialectBecause));
        await jerry.SendBytesAsync([.. Encoding.ASCII.GetBytes("2".PadRight(64)), .. "hi"u8]);

        Assert.Equal("header64", Seen(relay, jerry).Dialect);
        Assert.NotEqual("set by alice", Seen(relay, jerry).DialectBecause);
    }

    [Fact]
    public async Task JsonToLine_BeforeItsHello_SitsDownAsALineClient()
    {
        await using var relay = await TestRelay.StartAsync();
        var jerry = await relay.ConnectAsync(relay.Json);
        await jerry.SendBytesAsync("hello?"u8.ToArray());

        Assert.Null(await SpeakAsync(relay, jerry, "line"));
        await jerry.SendBytesAsync("\n"u8.ToArray());
        await relay.SyncAsync(jerry);
        await relay.PassAsync(relay.Limits.Handshake);

        Assert.Null(jerry.Closed);
        Assert.Equal("hello?", Assert.Single(Texts(relay)));
        Assert.StartsWith("* welcome", await jerry.NextAsync());
    }

    [Fact]
    public async Task SeatOfAPair_StaysTransparent()
    {
        await using var relay = await TestRelay.StartAsync();
        var tom = await relay.HeaderAsync();
        var jerry = await relay.HeaderAsync();

        Assert.Null(await SpeakAsync(relay, jerry, "line"));
        await tom.SendAsync("/quit is text here");
        await relay.UntilAsync(() => jerry.Written == "/quit is text here\n");
        await jerry.SendBytesAsync("so it is\n"u8.ToArray());

        Assert.Equal("so it is", await tom.NextAsync());
    }

    [Fact]
    public async Task WhatBreaksTheNewRules_EndsTheSession_WithItsPlaceInTheStream()
    {
        await using var relay = await TestRelay.StartAsync();
        var jerry = await relay.LineAsync("Jerry");
        var before = jerry.Session.Input.Bytes;
        await jerry.SendBytesAsync("7x"u8.ToArray());

        Assert.Null(await SpeakAsync(relay, jerry, "header64"));

        await relay.UntilAsync(() => jerry.Closed is not null);
        Assert.Equal((CloseCode.ProtocolViolation, before + 1), (jerry.Closed!.Code, jerry.Closed.Offset));
    }

    [Fact]
    public async Task WhatCannotBe_IsRefusedInWords()
    {
        await using var relay = await TestRelay.StartAsync();
        var tom = await relay.HeaderAsync();
        var rude = await relay.ConnectAsync(relay.Text, rude: true);
        var recv = await relay.ConnectAsync(relay.EndpointOf("recv", "header64", "lobby", static options => options.ReplyRaw = true));
        rude.Wire.In.Fin();
        await relay.UntilAsync(() => rude.Session.HalfClosedAt is not null);

        Assert.Equal(
            "There is no dialect \"morse\"; there are header64, header:N (N = 1-9999), line, json, nul, raw and auto.",
            (await SpeakAsync(relay, tom, "morse"))!.Reason);
        Assert.Equal(
            $"Session {tom.Session.Id} sits in a pair, which is a transparent pipe: there it can speak header64, header:N, line, nul or raw.",
            (await SpeakAsync(relay, tom, "json"))!.Reason);
        Assert.Contains("ReplyRaw of endpoint recv", (await SpeakAsync(relay, recv, "line"))!.Reason);
        Assert.Contains("has ended its side (FIN)", (await SpeakAsync(relay, rude, "raw"))!.Reason);
    }

    private static Task<Rejection?> SpeakAsync(TestRelay relay, TestClient client, string dialect) =>
        relay.Faults.SpeakAsync("alice", client.Session.Id, dialect).Soon();

    private static SessionInfo Seen(TestRelay relay, TestClient client) => client.Session.Describe(relay.Time);

    private static List<string> Texts(TestRelay relay) =>
        [.. relay.Log.AllAsync("lobby").Result.Select(static message => Encoding.UTF8.GetString(message.Payload.Span))];
}
