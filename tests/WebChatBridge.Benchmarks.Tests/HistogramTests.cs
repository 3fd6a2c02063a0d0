namespace WebChatBridge.Benchmarks.Tests;

public sealed class HistogramTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(63)]
    [InlineData(64)]
    [InlineData(127)]
    [InlineData(128)]
    [InlineData(1_000_003)]
    [InlineData(9_000_000_000_000)]
    public void Microseconds_OneValue_IsWithinItsStep(long nanoseconds)
    {
        var histogram = new Histogram();

        histogram.Record(nanoseconds);

        Assert.InRange(histogram.Microseconds(0.5) * 1_000, nanoseconds * 0.984, nanoseconds * 1.016);
    }

    [Fact]
    public void Microseconds_AThousandValues_AreCountedFromBelow()
    {
        var histogram = new Histogram();

        for (var i = 1; i <= 1_000; i++)
        {
            histogram.Record(i * 1_000);
        }

        Assert.InRange(histogram.Microseconds(0.5), 492, 508);
        Assert.InRange(histogram.Microseconds(0.99), 974, 1_000);
        Assert.Equal(1_000, histogram.Microseconds(1));
    }
}
