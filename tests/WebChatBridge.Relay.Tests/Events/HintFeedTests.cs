using WebChatBridge.Protocol;

namespace WebChatBridge.Relay.Tests;

/// <summary>Hints on a full room: each told once, none forgotten, and looking for them never takes long at once.</summary>
public sealed class HintFeedTests
{
    private const int Members = 30;

    [Fact]
    public async Task Next_MoreHintsThanAnybodyRemembers_TellsEachOnce()
    {
        await using var relay = await TestRelay.StartAsync();
        var sessions = await CrowdAsync(relay, string.Concat(Enumerable.Repeat("a\n", 200)));
        var feed = new HintFeed(relay.Core.Hints);

        var told = new List<MessageHint>();
        for (var batch = 0; batch < 10; batch++)
        {
            told.AddRange(feed.Next("lobby", sessions));
        }

        Assert.NotEmpty(told);
        Assert.Equal(told.Count, told.DistinctBy(static message => (message.Seq, message.Hint.Code)).Count());
    }

    [Fact]
    public async Task Next_RoomNobodyHasLookedAt_TakesItsPartOfTheTime_AndComesToEverybody()
    {
        await using var relay = await TestRelay.StartAsync();
        var sessions = await CrowdAsync(relay, "a\nb\nc\n");
        var feed = new HintFeed(relay.Core.Hints);

        relay.Time.AutoAdvanceAmount = TimeSpan.FromMilliseconds(20); // each look reads the clock, so this is what it takes
        var atOnce = feed.Next("LOBBY", sessions);
        var soon = feed.Next("LOBBY", sessions);
        relay.Time.AutoAdvanceAmount = TimeSpan.Zero;

        Assert.InRange(Speakers(atOnce), 1, Members / 3);
        Assert.Empty(soon);

        var later = new List<MessageHint>();
        for (var batch = 0; batch < Members && Speakers(atOnce.Concat(later)) < Members; batch++)
        {
            relay.Time.Advance(LookPace.Advance / LookPace.Part);
            later.AddRange(feed.Next("lobby", sessions));
        }

        Assert.Equal(Members, Speakers(atOnce.Concat(later)));
    }

    private static int Speakers(IEnumerable<MessageHint> hints) => hints.Select(static message => message.Hint.Session).Distinct().Count();

    // Each says it in one piece.
    private static async Task<List<Session>> CrowdAsync(TestRelay relay, string text)
    {
        var sessions = new List<Session>();
        for (var i = 0; i < Members; i++)
        {
            var member = await relay.LineAsync($"m{i}");
            await member.SendBytesAsync(System.Text.Encoding.UTF8.GetBytes(text));
            sessions.Add(member.Session);
        }

        await relay.SyncAsync();
        return sessions;
    }
}
