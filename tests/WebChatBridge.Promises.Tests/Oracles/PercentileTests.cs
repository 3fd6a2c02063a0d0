namespace WebChatBridge.Promises.Tests;

public sealed class PercentileTests
{
    [Fact]
    public void Of_KnownTimes_AnswersTheUpperEndOfTheBucket()
    {
        var times = new Percentile();
        for (var i = 1; i <= 1_000; i++)
        {
            times.Add(TimeSpan.FromMicroseconds((i * 10) - 5));
        }

        Assert.Equal(1_000, times.Count);
        Assert.Equal((5_000, 9_900, 10_000), (times.Of(0.5).TotalMicroseconds, times.Of(0.99).TotalMicroseconds, times.Of(1).TotalMicroseconds));
    }

    [Fact]
    public void Of_OneSlowInAHundred_ShowsOnlyBeyondIt()
    {
        var times = new Percentile();
        for (var i = 0; i < 100; i++)
        {
            times.Add(i == 50 ? TimeSpan.FromSeconds(5) : TimeSpan.FromMicroseconds(1));
        }

        Assert.Equal(TimeSpan.FromMicroseconds(10), times.Of(0.99));
        Assert.Equal(TimeSpan.FromSeconds(2), times.Of(1));
    }

    [Fact]
    public void Add_AnotherOne_JudgesAllTogether()
    {
        var (few, many) = (new Percentile(), new Percentile());
        few.Add(TimeSpan.FromSeconds(1));
        for (var i = 0; i < 98; i++)
        {
            many.Add(TimeSpan.FromMicroseconds(1));
        }

        few.Add(many);
        Assert.Equal((99, TimeSpan.FromMicroseconds(10)), (few.Count, few.Of(0.98)));
        Assert.True(few.Of(0.99) >= TimeSpan.FromSeconds(1));
    }
}
