using System.Text;
using WebChatBridge.Protocol;

namespace WebChatBridge.Relay.Tests;

public sealed class TrafficWatcherTests
{
    private static readonly TrafficRequest Chunks = new(Lens.Chunks);
    private static readonly TrafficRequest Messages = new(Lens.Messages);

    private readonly TestTraffic traffic = new();

    [Fact]
    public void First_IsWhatIsKept_ThenOnlyWhatIsNew()
    {
        var (tom, jerry) = (traffic.Tap(1, "tom"), traffic.Tap(2, "jerry"));
        tom.In("a");
        jerry.Out("a");
        var watcher = traffic.Watch(Chunks);

        var first = watcher.Next();
        tom.In("bc");
        var second = watcher.Next();
        var third = watcher.Next();

        Assert.True(first.Snapshot);
        Assert.Equal(["1 tom In 0 a", "2 jerry Out 0 a"], Shown(first));
        Assert.False(second.Snapshot);
        Assert.Equal(["3 tom In 1 bc"], Shown(second));
        Assert.Equal((0, 3, 3, 3, 0), (third.Rows.Count, third.Seen, third.Matched, third.Newest, third.Skipped));
    }

    [Fact]
    public void Batch_OfMoreThan200_HasTheNewest_AndCountsTheRest()
    {
        var tom = traffic.Tap(1, "tom");
        var watcher = traffic.Watch(Chunks);
        watcher.Next();
        for (var i = 0; i < 250; i++)
        {
            tom.In("x");
        }

        var batch = watcher.Next();

        Assert.Equal((200, 51, 250, 50), (batch.Rows.Count, batch.Rows[0].Seq, batch.Rows[^1].Seq, batch.Skipped));
    }

    [Fact]
    public void CountOnly_HasNoRows()
    {
        var tom = traffic.Tap(1, "tom");
        tom.In("yes");
        tom.In("no");

        var batch = traffic.Watch(new TrafficRequest(Lens.Chunks, "yes", CountOnly: true)).Next();

        Assert.Equal((0, 1, 1, 2), (batch.Rows.Count, batch.Skipped, batch.Matched, batch.Seen));
    }

    [Fact]
    public void After_GivesOnlyGreaterNumbers()
    {
        var tom = traffic.Tap(1, "tom");
        tom.In("a");
        tom.In("b");
        tom.In("c");

        var batch = traffic.Watch(Chunks with { After = 1 }).Next();

        Assert.Equal(["2 tom In 1 b", "3 tom In 2 c"], Shown(batch));
        Assert.Equal(2, batch.Seen);
    }

    [Theory]
    [InlineData("b", null, null, "2 tom In 1 b|3 jerry Out 0 b")]
    [InlineData("", 2L, null, "3 jerry Out 0 b")]
    [InlineData("", null, Direction.In, "1 tom In 0 a|2 tom In 1 b")]
    [InlineData("-from:tom", null, null, "3 jerry Out 0 b")]
    [InlineData("has:nul", null, null, "")]
    public void Request_ChoosesRows(string filter, long? session, Direction? direction, string rows)
    {
        var (tom, jerry) = (traffic.Tap(1, "tom"), traffic.Tap(2, "jerry"));
        tom.In("a");
        tom.In("b");
        jerry.Out("b");

        var batch = traffic.Watch(new TrafficRequest(Lens.Chunks, filter, session is { } one ? [one] : null, direction)).Next();

        Assert.Equal(rows, string.Join('|', Shown(batch)));
    }

    [Fact]
    public void Filter_LooksIntoAllBytes_WhileTheRowHasTheFirst256()
    {
        traffic.Tap(1, "tom").In(new string('x', 1_000) + "needle");

        var row = Assert.Single(traffic.Watch(new TrafficRequest(Lens.Chunks, "needle")).Next().Rows);

        Assert.Equal((1_006, 256), (row.Length, row.Content.Length));
    }

    [Fact]
    public void Dropped_BeforeTheyWereRead_AreCounted()
    {
        var small = new TestTraffic(sessionBytes: 2_000);
        var tom = small.Tap(1, "tom");
        tom.In("a");
        var watcher = small.Watch(Chunks);
        watcher.Next();
        for (var i = 0; i < 100; i++)
        {
            tom.In("0123456789");
        }

        var batch = watcher.Next();

        Assert.True(batch.Lost > 0);
        Assert.Equal(100, batch.Rows.Count + batch.Lost);
        Assert.Equal(0, watcher.Next().Lost);
        Assert.Equal(0, small.Watch(Chunks).Next().Lost);
    }

    [Fact]
    public void Frames_OfOneChunk_AreRowsWithItsNumber()
    {
        var tom = traffic.Tap(1, "tom");
        tom.In("PING 1\nPING 2\nPI", 7, 7);
        tom.In("NG 3\n", 7);
        tom.Say("x\n", seq: 883);

        var rows = traffic.Watch(Messages).Next().Rows;

        Assert.Equal([(1L, 0), (1L, 1), (2L, 0), (3L, 0)], rows.Select(row => (row.Seq, row.Part)));
        Assert.Equal(["PING 1\n", "PING 2\n", "PING 3\n", "x\n"], rows.Select(row => Encoding.UTF8.GetString(row.Content)));
        Assert.Equal([(7L, 7, "lobby", null), (14L, 7, "lobby", null), (21L, 2, "den", 883L)], rows.Skip(1).Select(row => (row.Offset!.Value, row.Length, row.Room!, row.MessageSeq)));
    }

    [Fact]
    public void Frame_WithAHeader_ShowsItsBody_AndCountsAllOfIt()
    {
        traffic.Tap(1, "tom").Header("5".PadRight(64), "hello");

        var row = Assert.Single(traffic.Watch(new TrafficRequest(Lens.Messages, "/^hello$/ kind:goodbye")).Next().Rows);

        Assert.Equal((69, "hello"), (row.Length, Encoding.UTF8.GetString(row.Content)));
    }

    [Fact]
    public void Frame_LongerThanARow_IsLookedIntoToItsEnd()
    {
        traffic.Tap(1, "tom").Header("306".PadRight(64), new string('x', 300) + "needle");

        Assert.Single(traffic.Watch(new TrafficRequest(Lens.Messages, "needle")).Next().Rows);
        Assert.Single(traffic.Watch(new TrafficRequest(Lens.Messages, "/^x{300}needle$/")).Next().Rows);
    }

    [Fact]
    public void Pattern_ThatTakesTooLong_IsGivenUp_AndTheWatcherSaysSo()
    {
        var impatient = new TestTraffic(patience: TimeSpan.FromTicks(1));
        impatient.Tap(1, "tom").In(new string('x', 1_000_000));
        var watcher = impatient.Watch(new TrafficRequest(Lens.Chunks, "/x+y/"));
        Assert.Null(watcher.GaveUp);

        Assert.Empty(watcher.Next().Rows);

        Assert.Equal("/x+y/ took too long on one row and was given up. A simpler pattern, or one with fewer repeats, is faster.", watcher.GaveUp?.Reason);
    }

    [Fact]
    public void Frames_WaitUntilTheirMessagesHaveNumbers()
    {
        var tom = traffic.Tap(1, "tom");
        var watcher = traffic.Watch(Messages);
        watcher.Next();
        tom.Say("a\n");

        Assert.Empty(watcher.Next().Rows);
        traffic.Settle();
        Assert.Single(watcher.Next().Rows);
        Assert.Empty(watcher.Next().Rows);
    }

    [Fact]
    public void Frame_FoundAfterItsBytes_StillComes()
    {
        var tom = traffic.Tap(1, "tom");
        tom.In("a\nb", 2);
        var watcher = traffic.Watch(Messages);
        Assert.Single(watcher.Next().Rows);

        tom.Found(1); // its session ended without a line end
        watcher.Next();
        traffic.Settle();

        var row = Assert.Single(watcher.Next().Rows);
        Assert.Equal((2, 0, "b"), (row.Seq, row.Part, Encoding.UTF8.GetString(row.Content)));
    }

    [Fact]
    public void Events_AreRowsOfTheirOwn()
    {
        traffic.Tap(1, "tom").In("a");
        var session = traffic.Tap(2, "jerry").Session;
        var watcher = traffic.Watch(new TrafficRequest(Lens.Events, "event:closed", Direction: Direction.In));
        traffic.Events.Add(session, "opened", "connected");

        var first = watcher.Next();
        traffic.Events.Add(session, "closed", "said goodbye", [0x21]);
        var row = Assert.Single(watcher.Next().Rows);

        Assert.Equal((0, 1), (first.Rows.Count, first.Seen));
        Assert.Equal((3, "closed", "said goodbye", null, 0), (row.Seq, row.Event, row.Sentence, row.Direction, row.Length));
        Assert.Equal([0x21], row.Content);
    }

    [Fact]
    public void Hints_OnTheBytes_AreOnTheRow_AndCanBeFiltered()
    {
        var tom = traffic.Tap(1, "tom");
        tom.In("ab");
        tom.In("cd");
        tom.In("ef");
        traffic.Odd.Add(new Hint("H3", HintSeverity.Note, 1, Direction.In, 1, 3, "", "", ""));
        traffic.Odd.Add(new Hint("H1", HintSeverity.Note, 1, Direction.Out, 0, 6, "", "", ""));
        traffic.Odd.Add(new Hint("H2", HintSeverity.Note, 1, Direction.In, 4, 4, "", "", ""));

        Assert.Equal(["H3", "H3", "H2"], traffic.Watch(Chunks).Next().Rows.Select(row => Assert.Single(row.Hints)));
        Assert.Equal([1, 2], traffic.Watch(new TrafficRequest(Lens.Chunks, "hint:H3")).Next().Rows.Select(row => row.Seq));
    }

    [Fact]
    public void ManyBytes_AreReadInSeveralLooks_AndNobodyIsHidden()
    {
        var taps = Enumerable.Range(1, 10).Select(session => traffic.Tap(session, $"s{session}")).ToList();
        var watcher = traffic.Watch(Chunks);
        watcher.Next();
        taps.ForEach(tap => tap.In(new string('x', 1_000_000)));

        var looks = new List<int>();
        while (looks.Sum() < 10)
        {
            looks.Add(watcher.Next().Rows.Count);
        }

        Assert.Equal([5, 5], looks);
    }

    private static IEnumerable<string> Shown(TrafficBatch batch) =>
        batch.Rows.Select(row => $"{row.Seq} {row.Name} {row.Direction} {row.Offset} {Encoding.Latin1.GetString(row.Content)}");
}
