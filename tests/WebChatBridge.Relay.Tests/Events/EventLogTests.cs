using WebChatBridge.Protocol;

namespace WebChatBridge.Relay.Tests;

public sealed class EventLogTests
{
    [Fact]
    public async Task LifeOfASession_IsWrittenDownInOrder()
    {
        await using var relay = await TestRelay.StartAsync();
        var tom = await relay.JsonAsync("""{"type":"hello","name":"Tom"}""");
        await tom.SendAsync("""{"type":"name","name":"Tim"}""");
        await tom.SendAsync("""{"type":"join","room":"den"}""");
        await relay.SyncAsync();
        await relay.Hub.CloseAsync(await relay.Hub.EnterAsync("Boss", null), tom.Session.Id, reset: false).Soon();

        var events = relay.Core.EventLog.Read(0).Events.Where(happened => happened.Session == tom.Session.Id).ToList();
        Assert.Equal(["opened", "named", "joined", "renamed", "joined", "closed"], events.Select(happened => happened.What));
        Assert.Equal("is called Tom", events[1].Sentence);
        Assert.Equal(("was Tom, is now Tim", "Tim"), (events[3].Sentence, events[3].Name));
        Assert.Equal("den", events[^1].Room);
        Assert.Equal(events.Select(happened => happened.Seq).Order(), events.Select(happened => happened.Seq));
    }

    [Fact]
    public async Task Violation_IsWrittenDownWithItsPlaceAndItsBytes()
    {
        await using var relay = await TestRelay.StartAsync();
        var tom = await relay.HeaderAsync();

        tom.Send([.. Enumerable.Repeat((byte)'x', 64)]);
        await relay.UntilAsync(() => tom.Closed is not null);

        var closed = relay.Core.EventLog.Read(0).Events[^1];
        Assert.Equal("closed", closed.What);
        Assert.EndsWith("(byte 0 of what it sent)", closed.Sentence, StringComparison.Ordinal);
        Assert.Equal((byte)'x', closed.Evidence[0]);
    }

    [Fact]
    public void Log_Full_DropsTheOldestAndSaysHowMany()
    {
        var number = 0L;
        var log = new EventLog(new TestTime(), () => ++number);
        var session = new Session(new Sender(7, "tom", Origin.Tcp), endpoint: null, remote: null, DateTimeOffset.UnixEpoch, outbox: null);
        for (var i = 0; i < EventLog.Kept + 5; i++)
        {
            log.Add(session, "opened", $"{i}");
        }

        var (all, lost) = log.Read(2);

        Assert.Equal((EventLog.Kept, 3), (all.Count, lost));
        Assert.Equal(("5", 6), (all[0].Sentence, all[0].Seq));
        Assert.Empty(log.Read(log.Count).Events);
        Assert.Equal($"{EventLog.Kept + 4}", Assert.Single(log.Read(log.Count - 1).Events).Sentence);
    }
}
