using System.Text.Json;
using WebChatBridge.Protocol;

namespace WebChatBridge.Relay.Tests.Sessions;

public sealed class ResumeTests
{
    [Fact]
    public async Task After_ReplaysWhatTheRoomHas_ThenGoesLive()
    {
        await using var relay = await TestRelay.StartAsync();
        var tom = await relay.JsonAsync();
        for (var i = 1; i <= 250; i++)
        {
            await tom.PostAsync($"{i}");
        }

        await relay.SyncAsync();
        var jerry = await relay.JsonAsync("Jerry", "j", after: 20);
        await tom.PostAsync("live");

        for (var seq = 21; seq <= 251; seq++)
        {
            Assert.Equal(seq, (await jerry.NextAsync("message")).GetProperty("seq").GetInt64());
        }
    }

    [Fact]
    public async Task After_PostsDuringTheReplay_AreAcknowledgedAtOnce_AndNotReadBack()
    {
        await using var relay = await TestRelay.StartAsync();
        var tom = await relay.JsonAsync();
        await tom.PostAsync("old");
        await tom.NextAsync("ack");
        var gate = new TaskCompletionSource();
        var jerry = await relay.ConnectAsync(relay.Json);
        await jerry.SendAsync("""{"type":"hello","after":0}""");
        relay.Log.ReadGate = gate.Task;
        var spike = await relay.JsonAsync("""{"type":"hello","after":0}""");

        await spike.PostAsync("mine", "s-1");
        Assert.Equal("s-1", (await spike.NextAsync("ack")).GetProperty("id").GetString());
        gate.SetResult();

        Assert.Equal("old", (await spike.NextAsync("message")).GetProperty("text").GetString());
        await tom.PostAsync("new");
        Assert.Equal("new", (await spike.NextAsync("message")).GetProperty("text").GetString());
    }

    [Fact]
    public async Task After_InAHeldRoom_NothingComesTwice()
    {
        await using var relay = await TestRelay.StartAsync();
        var tom = await relay.JsonAsync();
        var slow = await relay.JsonAsync();
        slow.Wire.Out.Stall();
        for (var i = 0; i < 300; i++)
        {
            tom.Send($$"""{"type":"post","text":"{{new string('x', 1_000)}}"}""");
        }

        await relay.UntilAsync(() => tom.Session.Room is { Held: true, Arriving.Count: > 0 });
        var jerry = await relay.JsonAsync("""{"type":"hello","after":0}""");
        await relay.UntilAsync(() => !jerry.Session.Replaying);
        slow.Wire.Out.Resume();

        for (var seq = 1; seq <= 300; seq++)
        {
            Assert.Equal(seq, (await jerry.NextAsync("message")).GetProperty("seq").GetInt64());
        }
    }

    [Fact]
    public async Task After_ReaderThatStops_IsEndedOnce_NotLeftReplaying()
    {
        await using var relay = await TestRelay.StartAsync(new LimitOptions { OutboxBytes = 40_000 });
        var tom = await relay.JsonAsync();
        for (var i = 0; i < 200; i++)
        {
            await tom.PostAsync(new string('x', 1_000));
        }

        await relay.SyncAsync();
        var jerry = await relay.ConnectAsync(relay.Json);
        jerry.Wire.Out.Stall();
        await jerry.SendAsync("""{"type":"hello","after":0}""");
        await jerry.Wire.Out.WhenWritingAsync();

        await relay.PassAsync(relay.Limits.WriteStall);

        Assert.Equal(CloseCode.TooSlow, jerry.Closed?.Code);
        await relay.SyncAsync();
        jerry.Wire.Out.Resume();
        await jerry.Served.Soon();
    }

    [Fact]
    public async Task After_RetentionTookTheLastMessages_GoesLive_AndDoesNotAskForever()
    {
        await using var relay = await TestRelay.StartAsync();
        var tom = await relay.JsonAsync();
        await tom.PostAsync("old");
        await tom.NextAsync("ack");
        await relay.Log.TrimAsync(DateTimeOffset.MaxValue, CancellationToken.None);

        var jerry = await relay.JsonAsync("""{"type":"hello","after":0}""");
        await relay.UntilAsync(() => !jerry.Session.Replaying);
        await tom.PostAsync("new");

        Assert.Equal(2, (await jerry.NextAsync("message")).GetProperty("seq").GetInt64());
    }

    [Fact]
    public async Task After_LogCannotBeRead_EndsWithTheReason()
    {
        await using var relay = await TestRelay.StartAsync();
        var tom = await relay.JsonAsync();
        await tom.PostAsync("x");
        await tom.NextAsync("ack");
        relay.Log.ReadGate = Task.FromException(new IOException("disk on fire"));

        var jerry = await relay.ConnectAsync(relay.Json);
        jerry.Send("""{"type":"hello","after":0}""");

        await jerry.RestAsync();
        Assert.Equal(CloseCode.ServerError, jerry.Closed!.Code);
        Assert.Contains("disk on fire", jerry.Closed.Sentence);
    }

    /// <summary>Twenty cuts: each time the client comes back with the last number it saw.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task Cuts_AtRandomMoments_EveryMessageIsSeenOnce(int seed)
    {
        await using var relay = await TestRelay.StartAsync();
        var random = new Random(seed);
        var tom = await relay.JsonAsync();
        var seen = new List<long>();
        var posted = 0;
        for (var cut = 0; cut < 20; cut++)
        {
            var jerry = await relay.JsonAsync("Jerry", "jerry-1", after: seen.LastOrDefault());
            Assert.Equal("Jerry", jerry.Name);
            for (var n = random.Next(0, 150); n > 0; n--)
            {
                tom.Send($$"""{"type":"post","text":"{{++posted}}"}""");
            }

            for (var n = random.Next(0, 100); n > 0 && seen.LastOrDefault() < posted; n--)
            {
                seen.Add((await jerry.NextAsync("message")).GetProperty("seq").GetInt64());
            }

            if (random.Next(3) == 0)
            {
                jerry.Wire.In.Reset();
                await jerry.Served.Soon();
                seen.AddRange(jerry.Rest().Select(static line => JsonDocument.Parse(line).RootElement)
                    .Where(static what => what.GetProperty("type").GetString() == "message").Select(static what => what.GetProperty("seq").GetInt64()));
            }
        }

        var last = await relay.JsonAsync("Jerry", "jerry-1", after: seen.LastOrDefault());
        while (seen.LastOrDefault() < posted)
        {
            seen.Add((await last.NextAsync("message")).GetProperty("seq").GetInt64());
        }

        Assert.Equal(Enumerable.Range(1, posted).Select(static n => (long)n), seen);
    }
}
