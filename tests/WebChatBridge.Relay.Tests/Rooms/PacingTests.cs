using WebChatBridge.Protocol;

namespace WebChatBridge.Relay.Tests.Rooms;

/// <summary>The pace of a room is that of its fastest reader; a slower one is never waited for, and never skipped in silence.</summary>
public sealed class PacingTests
{
    private static readonly string Kib = new('x', 1_024);

    [Fact]
    public async Task OnlyReaderPauses_TheSenderIsSlowed_AndNothingIsLost()
    {
        await using var relay = await TestRelay.StartAsync();
        var tom = await relay.HeaderAsync();
        var jerry = await relay.HeaderAsync();
        jerry.Wire.Out.Stall();

        for (var i = 0; i < 1_000; i++)
        {
            tom.Send($"{i} {Kib}");
        }

        await relay.UntilAsync(() => tom.Session.Room!.Held && !tom.Session.Credit.WhenBelowAsync().IsCompleted);
        Assert.True(jerry.Session.Outbox!.Queued <= relay.Limits.OutboxBytes);
        jerry.Wire.Out.Resume();

        for (var i = 0; i < 1_000; i++)
        {
            Assert.StartsWith($"{i} ", await jerry.NextAsync());
        }

        Assert.Null(jerry.Closed);
    }

    [Fact]
    public async Task SlowReader_AmongOthers_IsCutWithItsFigures_AndGetsNoHole()
    {
        await using var relay = await TestRelay.StartAsync();
        var tom = await relay.JsonAsync();
        var jerry = await relay.JsonAsync();
        var slow = await relay.JsonAsync();
        slow.Wire.Out.Stall();

        for (var i = 1; i <= 1_000; i++)
        {
            await tom.PostAsync($"{i} {Kib}");
            Assert.Equal(i, (await jerry.NextAsync("message")).GetProperty("seq").GetInt64());
        }

        await relay.SyncAsync();
        Assert.Equal(CloseCode.TooSlow, slow.Closed?.Code);
        Assert.Matches(@"too slow: [\d,]+ B waited and more did not fit, the limit is 262,144 B", slow.Closed!.Sentence);
        slow.Wire.Out.Resume();
        var got = await slow.RestAsync();
        var seqs = got.Where(line => line.Contains("\"message\"", StringComparison.Ordinal)).Select(Seq).ToList();
        Assert.Equal(Enumerable.Range(1, seqs.Count).Select(static n => (long)n), seqs);
        Assert.Contains("\"bye\"", got[^1]);
        Assert.Contains("too slow", got[^1]);
    }

    [Theory]
    [InlineData("reset")]
    [InlineData("stall")]
    [InlineData("leave")]
    public async Task Held_WhenTheReaderItWaitsForIsGone_TheRoomGoesOn(string how)
    {
        await using var relay = await TestRelay.StartAsync();
        var tom = await relay.JsonAsync();
        var slow = await relay.JsonAsync();
        slow.Wire.Out.Stall();
        for (var i = 0; i < 300; i++)
        {
            tom.Send($$"""{"type":"post","id":"{{i}}","text":"{{Kib}}"}""");
        }

        await relay.UntilAsync(() => tom.Session.Room!.Held);
        await relay.SyncAsync(tom); // what is on its way to Tom must not look stalled when time jumps
        switch (how)
        {
            case "reset":
                slow.Wire.In.Reset();
                break;
            case "leave":
                await slow.SendAsync("""{"type":"join","room":"elsewhere"}""");
                break;
            default:
                await relay.PassAsync(relay.Limits.WriteStall);
                break;
        }

        for (var i = 0; i < 300; i++)
        {
            Assert.Equal($"{i}", (await tom.NextAsync("ack")).GetProperty("id").GetString());
        }
    }

    [Fact]
    public async Task Held_NewcomerIsNotGivenWhatWasSaidBefore_AndNobodyIsFlooded()
    {
        await using var relay = await TestRelay.StartAsync();
        var senders = new List<TestClient>();
        for (var i = 0; i < 6; i++)
        {
            senders.Add(await relay.JsonAsync());
        }

        senders.ForEach(sender => sender.Wire.Out.Stall());
        foreach (var sender in senders)
        {
            for (var i = 0; i < 200; i++)
            {
                sender.Send($$"""{"type":"post","text":"{{Kib}}"}""");
            }
        }

        await relay.UntilAsync(() => senders[0].Session.Room is { Held: true, Arriving.Count: > 500 });
        var newcomer = await relay.JsonAsync();
        var from = newcomer.Session.SeatedAfter;

        Assert.All(senders, sender => Assert.Null(sender.Closed));
        senders.ForEach(sender => sender.Wire.Out.Resume());
        for (var seq = from + 1; seq <= 1_200; seq++)
        {
            Assert.Equal(seq, (await newcomer.NextAsync("message")).GetProperty("seq").GetInt64());
        }
    }

    [Fact]
    public async Task TinyMessages_InAnyNumber_FitTheirReader()
    {
        await using var relay = await TestRelay.StartAsync();
        var tom = await relay.LineAsync("Tom");
        var jerry = await relay.JsonAsync();

        tom.Send(System.Text.Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("x\n", 10_000))));

        for (var i = 1; i <= 10_000; i++)
        {
            Assert.Equal(i, (await jerry.NextAsync("message")).GetProperty("seq").GetInt64());
        }
    }

    private static long Seq(string line) => System.Text.Json.JsonDocument.Parse(line).RootElement.GetProperty("seq").GetInt64();
}
