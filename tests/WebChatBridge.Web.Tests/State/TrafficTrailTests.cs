using WebChatBridge.Web.State;

namespace WebChatBridge.Web.Tests.State;

public sealed class TrafficTrailTests
{
    private readonly TrafficTrail _trail = new();

    [Fact]
    public void Sample_GrowingCounters_KeepsTheDifferences()
    {
        Sample(100, 0);
        Sample(130, 5);
        Sample(130, 5);

        Assert.Equal([35, 0], _trail.Of(3));
    }

    [Fact]
    public void Sample_ForAMinute_KeepsTheLastOnes()
    {
        for (var second = 0; second < 60; second++)
        {
            Sample(second * second, 0);
        }

        Assert.Equal(TrafficTrail.Length, _trail.Of(3).Count);
        Assert.Equal((59 * 59) - (58 * 58), _trail.Of(3)[^1]);
    }

    [Fact]
    public void Sample_SessionGone_IsForgotten()
    {
        Sample(1, 0);
        Sample(2, 0);

        _trail.Sample([]);

        Assert.Empty(_trail.Of(3));
    }

    [Fact]
    public void Sample_CountersBegunAnew_AreNotNegative()
    {
        Sample(100, 0);
        Sample(10, 0);

        Assert.Equal([0], _trail.Of(3));
    }

    private void Sample(long bytesIn, long bytesOut) =>
        _trail.Sample([Samples.Session(Samples.Tom) with { BytesIn = bytesIn, BytesOut = bytesOut }]);
}
