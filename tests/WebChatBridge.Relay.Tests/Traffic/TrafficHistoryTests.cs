using WebChatBridge.Protocol;

namespace WebChatBridge.Relay.Tests;

public sealed class TrafficHistoryTests
{
    private static readonly TrafficRequest Chunks = new(Lens.Chunks);

    private readonly TestTraffic traffic = new();

    [Fact]
    public void Pages_BothWays_HaveEveryRowOnce()
    {
        Speak(10);

        var newest = traffic.Page(new TrafficQuery(Chunks, Limit: 4));
        var before = traffic.Page(new TrafficQuery(Chunks, Before: newest.Rows[0].Seq, Limit: 4));
        var oldest = traffic.Page(new TrafficQuery(Chunks, Before: before.Rows[0].Seq, Limit: 4));
        var after = traffic.Page(new TrafficQuery(Chunks, After: 2, Limit: 4));
        var end = traffic.Page(new TrafficQuery(Chunks, After: 6, Limit: 4));

        Assert.Equal("7 8 9 10 …", Shown(newest));
        Assert.Equal("3 4 5 6 …", Shown(before));
        Assert.Equal("1 2", Shown(oldest));
        Assert.Equal("3 4 5 6 …", Shown(after));
        Assert.Equal("7 8 9 10", Shown(end));
    }

    [Fact]
    public void Rows_AreAllThatMatch()
    {
        Speak(10);

        Assert.Equal([1, 3, 5, 7, 9], traffic.Rows(Chunks with { Sessions = [1] }).Select(row => row.Seq));
        Assert.Equal(10, traffic.Rows(Chunks with { Filter = "x" }).Count());
        Assert.Empty(traffic.Rows(Chunks with { Direction = Direction.Out }));
    }

    [Fact]
    public void Counts_AreOfAllThatIsKept()
    {
        Speak(10);

        var page = traffic.Page(new TrafficQuery(new TrafficRequest(Lens.Chunks, "x", [1], Direction.In), Before: 3, Limit: 1));

        Assert.Equal((5, 10), (page.Matched, page.Kept));
        Assert.Equal("1", Shown(page));
    }

    [Fact]
    public void Pattern_ThatTakesTooLong_IsSaid_AndNothingElse()
    {
        var impatient = new TestTraffic(patience: TimeSpan.FromTicks(1));
        var tom = impatient.Tap(1, "tom");
        tom.In("xy");
        tom.In(new string('x', 1_000_000));

        var page = impatient.Page(new TrafficQuery(Chunks with { Filter = "/x+y/" }));

        Assert.Equal((0, 0, 2, false), (page.Rows.Count, page.Matched, page.Kept, page.More));
        Assert.StartsWith("/x+y/ took too long", page.Rejected?.Reason);
        Assert.Null(impatient.Page(new TrafficQuery(Chunks with { Filter = "y" })).Rejected);
    }

    [Fact]
    public void Filter_ThatNothingPasses_CanBeTriedWithoutATerm()
    {
        Speak(10);
        var filter = Filter.Parse("from:tom nowhere");

        var none = traffic.Page(new TrafficQuery(Chunks with { Filter = filter.Text }, Limit: 1));
        var some = traffic.Page(new TrafficQuery(Chunks with { Filter = filter.Without(filter.Terms[1]) }, Limit: 1));

        Assert.Equal((0, 10, 5), (none.Matched, none.Kept, some.Matched));
    }

    [Fact]
    public void Page_EndsWhereANumberDoes()
    {
        var tom = traffic.Tap(1, "tom");
        tom.Say("a\n");
        tom.In("b\nc\nd\n", 2, 2, 2);
        tom.Say("e\n");
        var messages = new TrafficRequest(Lens.Messages);

        var newest = traffic.Page(new TrafficQuery(messages, Limit: 2));
        var oldest = traffic.Page(new TrafficQuery(messages, After: 0, Limit: 2));

        Assert.Equal("2 2 2 3 …", Shown(newest));
        Assert.Equal("1 2 2 2 …", Shown(oldest));
    }

    private void Speak(int chunks)
    {
        var (tom, jerry) = (traffic.Tap(1, "tom"), traffic.Tap(2, "jerry"));
        for (var i = 0; i < chunks; i++)
        {
            (i % 2 == 0 ? tom : jerry).In("x");
        }
    }

    private static string Shown(TrafficPage page) => string.Join(' ', page.Rows.Select(row => row.Seq)) + (page.More ? " …" : "");
}
