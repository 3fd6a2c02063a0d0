using WebChatBridge.Protocol;

namespace WebChatBridge.Relay.Tests;

/// <summary>Hints as consoles get them: found on real sessions when somebody looks, told once.</summary>
public sealed class SessionHintsTests
{
    [Fact]
    public async Task Watcher_OfTheRoom_IsToldEachHintOnce()
    {
        await using var relay = await TestRelay.StartAsync();
        var tom = await relay.LineAsync("Tom");
        await using var watcher = await relay.Hub.WatchAsync(await relay.Hub.EnterAsync("Boss", null));
        watcher.Follow(new FollowRequest("LOBBY"));
        await watcher.NextAsync(Deadline.Token());

        await tom.SendBytesAsync("a\nb\nc\n"u8.ToArray());
        await relay.SyncAsync();
        var told = await watcher.NextAsync(Deadline.Token());
        var again = await watcher.NextAsync(Deadline.Token());

        Assert.Equal([1L, 2, 3], told.Hints.Where(message => message.Hint.Code == "H3").Select(message => message.Seq));
        Assert.All(told.Hints, message => Assert.Equal(("lobby", tom.Session.Id), (message.Room, message.Hint.Session)));
        Assert.Empty(again.Hints);
    }

    [Fact]
    public async Task Watcher_ThatComesLater_IsToldWhatIsKnown_AndOneThatOnlyCountsNothing()
    {
        await using var relay = await TestRelay.StartAsync();
        var tom = await relay.LineAsync("Tom");
        await tom.SendBytesAsync("a\nb\nc\n"u8.ToArray());
        await relay.SyncAsync();
        await using var watcher = await relay.Hub.WatchAsync(await relay.Hub.EnterAsync("Boss", null));

        watcher.Follow(new FollowRequest("lobby", FollowMode.Count));
        var counted = await watcher.NextAsync(Deadline.Token());
        watcher.Follow(new FollowRequest("lobby"));
        var followed = await watcher.NextAsync(Deadline.Token());
        watcher.Follow(new FollowRequest("elsewhere"));
        var elsewhere = await watcher.NextAsync(Deadline.Token());

        Assert.Empty(counted.Hints);
        Assert.NotEmpty(followed.Hints);
        Assert.Empty(elsewhere.Hints);
    }

    [Fact]
    public async Task Session_ThatHasGone_IsStillLookedAt()
    {
        await using var relay = await TestRelay.StartAsync();
        await using var watcher = await relay.Hub.WatchAsync(await relay.Hub.EnterAsync("Boss", null));
        watcher.Follow(new FollowRequest("lobby"));
        await watcher.NextAsync(Deadline.Token());

        var tom = await relay.LineAsync("Tom");
        await tom.SendBytesAsync("a\nb\nc\n/quit\n"u8.ToArray());
        await tom.Served.Soon();

        Assert.Contains((await watcher.NextAsync(Deadline.Token())).Hints, message => message.Hint.Code == "H3");
    }

    [Fact]
    public async Task CleanTalk_HasNoHints()
    {
        await using var relay = await TestRelay.StartAsync();
        var tom = await relay.LineAsync("Tom");
        await tom.SendAsync("hello");
        await relay.SyncAsync(tom);

        var known = relay.Core.Hints.Of(tom.Session);

        Assert.Empty(known.Hints);
        Assert.True(known.Fresh);
        Assert.Same(known.Hints, relay.Core.Hints.Of(tom.Session).Hints);
    }

    [Fact]
    public async Task UserOfTheHub_HasNoBytes_AndNoHints()
    {
        await using var relay = await TestRelay.StartAsync();

        Assert.Same(HintsKnown.Nothing, relay.Core.Hints.Of(await relay.Hub.EnterAsync("Boss", null)));
    }
}
