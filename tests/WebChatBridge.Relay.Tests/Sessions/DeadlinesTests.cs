using WebChatBridge.Protocol;

namespace WebChatBridge.Relay.Tests.Sessions;

public sealed class DeadlinesTests
{
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
