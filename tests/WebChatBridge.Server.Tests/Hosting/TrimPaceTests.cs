namespace WebChatBridge.Server.Tests;

/// <summary>When the heap is compacted: after work, when it is quiet, once; never under load, never on a server that has nothing to do.</summary>
public sealed class TrimPaceTests
{
    private const long Much = TrimPace.LeastBytes;

    private readonly TrimPace pace = new();
    private long commands;
    private long allocated;
    private long held;

    [Fact]
    public void Due_QuietAfterARush_OnceAndNotBeforeItWasQuietForLong()
    {
        Assert.False(Look(came: 1_000, made: Much));

        Assert.Equal([TrimPace.QuietLooks], Looks(1_000));
    }

    [Fact]
    public void Due_NothingToDo_Never()
    {
        Assert.Empty(Looks(100_000, made: Much));
    }

    [Fact]
    public void Due_UnderLoad_Never()
    {
        Assert.Empty(Looks(1_000, came: TrimPace.QuietCommands + 1, made: Much));
    }

    [Fact]
    public void Due_OneCommandTooManyAtTheLast_BeginsAgain()
    {
        Look(came: 1_000, made: Much);
        Assert.Empty(Looks(TrimPace.QuietLooks - 1));

        Assert.False(Look(came: TrimPace.QuietCommands + 1));

        Assert.Equal([TrimPace.QuietLooks], Looks(100));
    }

    [Theory]
    [InlineData(Much, 0, 1)]
    [InlineData(Much - 1, 0, 0)]
    [InlineData(Much, (Much * 4) + 4, 0)]
    [InlineData(Much + 1, (Much * 4) + 4, 1)]
    public void Due_NotWorthIt_WaitsForMore(long made, long heap, int times)
    {
        held = heap;

        Look(came: 1_000, made);

        Assert.Equal(times, Looks(100).Count);
    }

    [Fact]
    public void Due_AFewWordsEachSecond_AddUp()
    {
        Assert.Equal([16, 32, 48], Looks(60, came: TrimPace.QuietCommands, made: Much / 16));
    }

    [Fact]
    public void Due_AfterALongPause_RestsAThousandTimesAsLong()
    {
        Assert.Equal([TrimPace.QuietLooks], Looks(TrimPace.QuietLooks, came: 1, made: Much));

        pace.Took(TimeSpan.FromMilliseconds(120));

        Assert.Equal([120], Looks(120, came: 1, made: Much));
    }

    // Which of so many looks, counted from 1, said that it is time.
    private List<int> Looks(int count, int came = 0, long made = 0) => [.. Enumerable.Range(1, count).Where(_ => Look(came, made))];

    private bool Look(int came = 0, long made = 0)
    {
        commands += came;
        allocated += made;
        return pace.Due(commands, allocated, held);
    }
}
