using WebChatBridge.Protocol;
using WebChatBridge.Web.State;

namespace WebChatBridge.Web.Tests.State;

public sealed class TranscriptRowsTests
{
    private readonly Transcript _transcript = new();

    [Theory]
    [InlineData(0, true)]
    [InlineData(120, true)]
    [InlineData(121, false)]
    public void Message_SameSenderAfter_ContinuesWithinTwoMinutes(int seconds, bool continues)
    {
        Show(Samples.Message(1, at: Samples.Noon), Samples.Message(2, at: Samples.Noon.AddSeconds(seconds)));

        Assert.Equal([false, continues], Messages().Select(row => row.Continues));
    }

    [Fact]
    public void Message_OtherSenderOrOtherName_DoesNotContinue()
    {
        Show(Samples.Message(1), Samples.Message(2, from: Samples.Jerry), Samples.Message(3, from: Samples.Jerry with { Name = "jerome" }));

        Assert.Equal([false, false, false], Messages().Select(row => row.Continues));
    }

    [Fact]
    public void Day_MidnightOfTheBrowsersZone_BeginsAnother()
    {
        _transcript.Zone = TimeZoneInfo.CreateCustomTimeZone("east", TimeSpan.FromHours(2), "east", "east");
        var late = new DateTimeOffset(2026, 9, 22, 21, 59, 59, TimeSpan.Zero);

        Show(Samples.Message(1, at: late), Samples.Message(2, at: late.AddSeconds(1)));

        Assert.Equal(
            [new DateOnly(2026, 9, 22), new DateOnly(2026, 9, 23)],
            _transcript.Rows.OfType<Row.Day>().Select(row => row.Date));
        Assert.False(Messages().Last().Continues);
    }

    [Fact]
    public void Unread_Divider_StandsBeforeTheFirstUnread()
    {
        Show([.. Samples.Messages(1, 5)]);

        _transcript.Divide(3);

        var rows = _transcript.Rows.ToList();
        Assert.Equal(4, Assert.IsType<Row.Message>(rows[rows.FindIndex(row => row is Row.Unread) + 1]).Content.Seq);
    }

    [Fact]
    public void Unread_NothingCameSince_HasNoDivider()
    {
        Show([.. Samples.Messages(1, 5)]);

        _transcript.Divide(5);

        Assert.Empty(_transcript.Rows.OfType<Row.Unread>());
    }

    [Fact]
    public void Start_OldestIsTrimmedAway_SaysSo()
    {
        _transcript.Show(new HistoryPage("lobby", Samples.Messages(41, 50), [], 41, 50), LiveMode.Live, Samples.Noon);

        Assert.True(Assert.IsType<Row.Start>(_transcript.Rows[0]).Trimmed);
    }

    [Fact]
    public void Presence_RunBetweenMessages_IsOneSentence()
    {
        var otter = new Sender(5, "amber-otter", Origin.Tcp);
        var events = new List<RoomEvent>();
        for (var i = 0; i < 4; i++)
        {
            events.Add(Event(otter, PresenceChange.Left, i * 2));
            events.Add(Event(otter, PresenceChange.Joined, (i * 2) + 1));
        }

        _transcript.Show(new HistoryPage("lobby", Samples.Messages(1, 2), events, 1, 2), LiveMode.Live, Samples.Noon);

        var row = Assert.IsType<Row.Presence>(_transcript.Rows[^2]);
        Assert.Equal("amber-otter left and rejoined 4×", row.Sentence);
    }

    [Theory]
    [InlineData("joined", "alice (web) joined")]
    [InlineData("left", "alice (web) left")]
    [InlineData("joined left", "alice (web) joined and left")]
    [InlineData("left joined", "alice (web) left and rejoined")]
    [InlineData("renamed", "bob (web) is now alice")]
    [InlineData("joined renamed", "bob (web) joined and is now alice")]
    [InlineData("renamed left", "bob (web) is now alice and left")]
    public void Presence_OfOne_ReadsLikeASentence(string story, string sentence)
    {
        var events = story.Split(' ').Select((word, i) => Event(Samples.Alice, Enum.Parse<PresenceChange>(word, ignoreCase: true), i)).ToList();

        _transcript.Note(events);

        Assert.Equal(sentence, Assert.Single(_transcript.Rows.OfType<Row.Presence>()).Sentence);
    }

    [Fact]
    public void Presence_BeforeAndAfterAMessageInOneTick_AreTwoRowsWithTwoKeys()
    {
        Show(Samples.Message(1), Samples.Message(2));
        var joined = Event(Samples.Alice, PresenceChange.Joined, 0);

        _transcript.Note([joined, joined with { Change = PresenceChange.Left, AfterSeq = 2 }]);

        Assert.Equal(2, _transcript.Rows.OfType<Row.Presence>().Select(row => row.Key).Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public void Presence_AfterAMessageThatIsNotShown_Waits()
    {
        Show([.. Samples.Messages(1, 2)]);
        _transcript.Release();

        _transcript.Note([Event(Samples.Alice, PresenceChange.Joined, 0) with { AfterSeq = 7 }]);

        Assert.Empty(_transcript.Rows.OfType<Row.Presence>());
    }

    [Fact]
    public void Key_SameRow_StaysTheSameWhenOthersComeAndGo()
    {
        Show([.. Samples.Messages(1, 150)]);
        var before = _transcript.Rows.Select(row => row.Key).ToHashSet();

        _transcript.Append(Samples.Messages(151, 180), Samples.Noon);

        Assert.Equal(_transcript.Rows.Count, _transcript.Rows.Select(row => row.Key).Distinct().Count());
        Assert.Subset(_transcript.Rows.Select(row => row.Key).ToHashSet(), before);
    }

    private static RoomEvent Event(Sender who, PresenceChange change, int second) =>
        new("lobby", 1, Samples.Noon.AddSeconds(second), change, who, change == PresenceChange.Renamed ? "bob" : null);

    private void Show(params ChatMessage[] messages) =>
        _transcript.Show(new HistoryPage("lobby", messages, [], 1, messages[^1].Seq), LiveMode.Live, Samples.Noon);

    private IEnumerable<Row.Message> Messages() => _transcript.Rows.OfType<Row.Message>();
}
