using WebChatBridge.Protocol;

namespace WebChatBridge.Relay.Tests.Events;

public sealed class WatcherTests
{
    [Fact]
    public async Task First_IsTheSnapshot_ThenOnlyWhatChanged_EachThingOnce()
    {
        await using var relay = await TestRelay.StartAsync();
        var gone = await relay.JsonAsync();
        await gone.SendAsync("""{"type":"bye"}""");
        await gone.Served.Soon();
        var tom = await relay.JsonAsync("""{"type":"hello","name":"Tom"}""");
        var user = await relay.Hub.EnterAsync("Boss", null);
        await using var watcher = await relay.Hub.WatchAsync(user);

        var snapshot = await watcher.NextAsync(Deadline.Token());
        await tom.SendAsync("""{"type":"name","name":"Thomas"}""");
        await tom.SendAsync("""{"type":"name","name":"Tommy"}""");
        await relay.SyncAsync();
        var next = await watcher.NextAsync(Deadline.Token());
        var idle = await watcher.NextAsync(Deadline.Token());

        Assert.True(snapshot.Snapshot);
        Assert.Equal("Boss", snapshot.Me!.Name);
        Assert.NotNull(snapshot.Status);
        Assert.Equal([user.Id, tom.Session.Id, gone.Session.Id], snapshot.Sessions.Select(static session => session.Id));
        Assert.Equal("lobby", Assert.Single(snapshot.Rooms).Name);
        Assert.False(next.Snapshot);
        Assert.Equal("Tommy", Assert.Single(next.Sessions).Name);
        Assert.Empty(idle.Sessions);
        Assert.Empty(idle.Rooms);
    }

    [Fact]
    public async Task Pending_ReceivedBeforeALookAndNotedAfterIt_IsShownOnce()
    {
        await using var relay = await TestRelay.StartAsync();
        var tom = await relay.JsonAsync("""{"type":"hello","name":"Tom"}""");
        var user = await relay.Hub.EnterAsync("Boss", null);
        await using var watcher = await relay.Hub.WatchAsync(user);
        await watcher.NextAsync(Deadline.Token());
        var received = relay.Time.GetUtcNow();
        relay.Time.Advance(TimeSpan.FromSeconds(1));
        await watcher.NextAsync(Deadline.Token());

        // As its read loop does that had no processor meanwhile.
        var reader = tom.Session.Input.Dialect!.NewReader();
        var half = "half"u8;
        reader.Read(ref half, out _);
        tom.Session.Input.Note(reader, received, fresh: true);
        relay.Time.Advance(TimeSpan.FromSeconds(1));
        var next = await watcher.NextAsync(Deadline.Token());
        relay.Time.Advance(TimeSpan.FromSeconds(1));
        var idle = await watcher.NextAsync(Deadline.Token());

        Assert.Equal(4, Assert.Single(next.Sessions).Pending?.Bytes);
        Assert.Empty(idle.Sessions);
    }

    [Theory]
    [InlineData(FollowMode.Live, 5, 10)]
    [InlineData(FollowMode.Count, 5, 0)]
    public async Task Follow_After_ComesFromTheLog_WithoutGapOrRepeat(FollowMode mode, long after, int expected)
    {
        await using var relay = await TestRelay.StartAsync();
        var tom = await relay.JsonAsync();
        var user = await relay.Hub.EnterAsync("Boss", null);
        await using var watcher = await relay.Hub.WatchAsync(user);
        await PostAsync(tom, 10);

        watcher.Follow(new FollowRequest("LOBBY", mode, after));
        var first = await watcher.NextAsync(Deadline.Token());
        await PostAsync(tom, 5);
        var second = await watcher.NextAsync(Deadline.Token());

        var seqs = first.Messages.Concat(second.Messages).Select(static message => message.Seq).ToList();
        Assert.Equal(Enumerable.Range((int)after + 1, expected).Select(static n => (long)n), seqs);
        Assert.Equal(15, Assert.Single(second.Rooms).LastSeq);
    }

    [Fact]
    public async Task SlowWatcher_KeepsTheNewest200()
    {
        await using var relay = await TestRelay.StartAsync();
        var tom = await relay.JsonAsync();
        var user = await relay.Hub.EnterAsync("Boss", null);
        await using var watcher = await relay.Hub.WatchAsync(user);
        watcher.Follow(new FollowRequest("lobby"));
        await watcher.NextAsync(Deadline.Token());

        await PostAsync(tom, 450);
        var batch = await watcher.NextAsync(Deadline.Token());

        Assert.Equal((200, 251, 450), (batch.Messages.Count, batch.Messages[0].Seq, batch.Messages[^1].Seq));
    }

    [Fact]
    public async Task SleepingWatcher_ThatMissedTooMuch_GetsANewSnapshot()
    {
        await using var relay = await TestRelay.StartAsync();
        var user = await relay.Hub.EnterAsync("Boss", null);
        await using var watcher = await relay.Hub.WatchAsync(user);
        await watcher.NextAsync(Deadline.Token());

        for (var i = 0; i < 4_100; i++)
        {
            relay.Hub.Leave(await relay.Hub.EnterAsync(null, null));
        }

        var batch = await watcher.NextAsync(Deadline.Token());

        Assert.True(batch.Snapshot);
        Assert.InRange(batch.Sessions.Count, 1, 1_000);
        Assert.False((await watcher.NextAsync(Deadline.Token())).Snapshot);
    }

    private static async Task PostAsync(TestClient client, int count)
    {
        for (var i = 0; i < count; i++)
        {
            client.Send($$"""{"type":"post","text":"{{i}}"}""");
        }

        for (var i = 0; i < count; i++)
        {
            await client.NextAsync("ack");
        }
    }
}
