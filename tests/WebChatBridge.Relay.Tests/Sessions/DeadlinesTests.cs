using WebChatBridge.Protocol;

namespace WebChatBridge.Relay.Tests.Sessions;

public sealed class DeadlinesTests
{
    [Theory]
    [InlineData(9.9, false)]
    [InlineData(10, true)]
    public async Task Handshake_NoHello_TimesOut(double seconds, bool ends)
    {
        await using var relay = await TestRelay.StartAsync();
        var mute = await relay.ConnectAsync(relay.Json);
        await mute.SendAsync("""{"type":"ping"}""");

        await relay.PassAsync(TimeSpan.FromSeconds(seconds));

        Assert.Equal(ends ? CloseCode.HandshakeTimeout : null, mute.Closed?.Code);
    }

    [Fact]
    public async Task Handshake_SaidHello_NeverTimesOut()
    {
        await using var relay = await TestRelay.StartAsync();
        var tom = await relay.JsonAsync();

        await relay.SyncAsync(tom);
        await relay.PassAsync(TimeSpan.FromDays(1));

        Assert.Null(tom.Closed);
    }

    [Theory]
    [InlineData(2_399, 10, true)]
    [InlineData(2_400, 10, false)]
    [InlineData(1, 9.9, false)]
    public async Task HalfSentFrame_SlowerThanTheRate_IsAViolation(int bytes, double seconds, bool ends)
    {
        await using var relay = await TestRelay.StartAsync();
        var tom = await relay.HeaderAsync();
        var frame = ("60000".PadRight(64) + new string('x', 60_000))[..bytes];
        tom.Send(System.Text.Encoding.ASCII.GetBytes(frame));
        await tom.Wire.In.WhenDoneAsync();

        await relay.PassAsync(TimeSpan.FromSeconds(seconds));

        Assert.Equal(ends ? CloseCode.ProtocolViolation : null, tom.Closed?.Code);
        if (ends)
        {
            Assert.Contains("HalfSentFrame", tom.Closed!.Sentence);
            Assert.NotEmpty(tom.Closed.Evidence!);
        }
    }

    [Fact]
    public async Task HalfTypedLine_MayTakeAsLongAsAPersonNeeds()
    {
        await using var relay = await TestRelay.StartAsync();
        var tom = await relay.LineAsync();
        tom.Send("half a li"u8);
        await tom.Wire.In.WhenDoneAsync();

        await relay.SyncAsync(tom);
        await relay.PassAsync(TimeSpan.FromHours(1));

        Assert.Null(tom.Closed);
        Assert.Equal(9, tom.Session.Input.Pending!.Bytes);
    }

    [Theory]
    [InlineData(0, 100_000, false)]
    [InlineData(60, 59, false)]
    [InlineData(60, 60, true)]
    public async Task Idle_EndsWhoSendsNothing(int limit, int seconds, bool ends)
    {
        await using var relay = await TestRelay.StartAsync();
        var text = relay.EndpointOf("text", "line", "lobby", with => with.Idle = TimeSpan.FromSeconds(limit));
        var tom = await relay.LineAsync(endpoint: text);
        await tom.SendAsync("hi");

        await relay.SyncAsync(tom);
        await relay.PassAsync(TimeSpan.FromSeconds(seconds));

        Assert.Equal(ends ? CloseCode.Idle : null, tom.Closed?.Code);
    }

    [Fact]
    public async Task HalfClose_EverythingSentIsPosted_WhatComesIsStillWritten_ForTheGrace()
    {
        await using var relay = await TestRelay.StartAsync();
        var jerry = await relay.LineAsync("Jerry");
        var tom = await relay.ConnectAsync(relay.Text);
        tom.Send("one\ntwo, unterminated"u8);
        tom.Wire.In.Fin();

        Assert.EndsWith(": one", await jerry.NextAsync(line => !line.StartsWith('*')));
        Assert.EndsWith(": two, unterminated", await jerry.NextAsync());
        await relay.UntilAsync(() => tom.Session.State == SessionState.HalfClosed);
        await jerry.SendAsync("answer");
        Assert.Equal("Jerry: answer", await tom.NextAsync(line => !line.StartsWith('*')));
        await relay.PassAsync(TimeSpan.FromSeconds(1.9));
        Assert.Null(tom.Closed);
        await relay.PassAsync(TimeSpan.FromSeconds(0.1));

        Assert.Equal(CloseCode.PeerClosed, tom.Closed!.Code);
        Assert.Empty(await tom.RestAsync());
        Assert.True(tom.Wire.Finished.IsCompleted);
        Assert.True((await relay.Log.AllAsync("lobby"))[1].Unterminated);
    }

    [Fact]
    public async Task HalfClose_DoesNotReadWhatIsOnItsWay_GraceOver()
    {
        await using var relay = await TestRelay.StartAsync();
        var jerry = await relay.LineAsync("Jerry");
        var tom = await relay.LineAsync("Tom");
        tom.Wire.Out.Stall();
        await jerry.SendAsync("are you there?");
        tom.Wire.In.Fin();
        await relay.UntilAsync(() => tom.Session.HalfClosedAt is not null);

        await relay.PassAsync(TimeSpan.FromSeconds(2));

        Assert.Equal(CloseCode.HalfCloseGraceOver, tom.Closed!.Code);
        Assert.Contains("HalfCloseGrace", tom.Closed.Sentence);
    }

    [Theory]
    [InlineData(9.9, false)]
    [InlineData(10, true)]
    public async Task WriteStall_EndsWithItsFigures(double seconds, bool ends)
    {
        await using var relay = await TestRelay.StartAsync();
        var tom = await relay.LineAsync("Tom");
        var jerry = await relay.LineAsync("Jerry");
        jerry.Wire.Out.Stall();
        await tom.SendAsync("hello");
        await relay.SyncAsync();
        await jerry.Session.Outbox!.WhenTriedAsync().Soon();

        await relay.PassAsync(TimeSpan.FromSeconds(seconds));

        Assert.Equal(ends ? CloseCode.TooSlow : null, jerry.Closed?.Code);
        if (ends)
        {
            Assert.Contains("11 B wait", jerry.Closed!.Sentence);
            Assert.Contains("WriteStall", jerry.Closed.Sentence);
        }
    }

    [Fact]
    public async Task SoftLimit_ForAsLongAsAStall_EndsASlowButLivingReader()
    {
        await using var relay = await TestRelay.StartAsync(new LimitOptions { OutboxSoftBytes = 1_024 });
        var tom = await relay.LineAsync("Tom");
        var jerry = await relay.LineAsync("Jerry");
        jerry.Wire.Out.Stall();
        await tom.SendAsync(new string('x', 2_000));
        await jerry.Wire.Out.WhenWritingAsync();
        await tom.SendAsync(new string('y', 2_000));
        await relay.SyncAsync();

        await relay.PassAsync(TimeSpan.FromSeconds(1));
        await relay.PassAsync(TimeSpan.FromSeconds(5));
        jerry.Wire.Out.Resume(once: true);
        await relay.UntilAsync(() => jerry.Session.Outbox!.Stalled == TimeSpan.Zero && jerry.Session.Outbox.Queued > 2_000);
        await relay.PassAsync(TimeSpan.FromSeconds(4.9));
        Assert.Null(jerry.Closed);
        await relay.PassAsync(TimeSpan.FromSeconds(0.1));

        Assert.Equal(CloseCode.TooSlow, jerry.Closed?.Code);
        Assert.Contains("OutboxSoftBytes", jerry.Closed!.Sentence);
    }

    [Fact]
    public async Task AllOutboxesTogether_OverTheLimit_TheLargestAreCut_AsManyAsItTakes()
    {
        await using var relay = await TestRelay.StartAsync(new LimitOptions { TotalOutboxBytes = 98_304 });
        var speaker = await relay.JsonAsync();
        var slow = new List<TestClient>();
        foreach (var kib in (int[])[10, 30, 50, 40])
        {
            var client = await relay.JsonAsync($$"""{"type":"hello","room":"r{{kib}}"}""");
            client.Wire.Out.Stall();
            await speaker.SendAsync($$"""{"type":"join","room":"r{{kib}}"}""");
            await speaker.PostAsync(new string('x', kib * 1_024));
            slow.Add(client);
        }

        await relay.UntilAsync(() => slow.TrueForAll(client => client.Session.MessagesOut == 1));
        await relay.PassAsync(TimeSpan.FromMilliseconds(250));

        Assert.Equal([null, null, CloseCode.TooSlow, CloseCode.TooSlow], slow.Select(client => client.Closed?.Code));
        Assert.Contains("TotalOutboxBytes", slow[2].Closed!.Sentence);
    }
}
