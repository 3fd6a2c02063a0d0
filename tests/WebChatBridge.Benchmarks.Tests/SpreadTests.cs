namespace WebChatBridge.Benchmarks.Tests;

public sealed class SpreadTests
{
    [Theory]
    [InlineData(new[] { 7.0 }, 7, 7, 7)]
    [InlineData(new[] { 3.0, 1, 2 }, 1.5, 2, 2.5)]
    [InlineData(new[] { 4.0, 1, 3, 2 }, 1.75, 2.5, 3.25)]
    [InlineData(new[] { 9.0, 1, 1, 1, 1 }, 1, 1, 1)]
    public void Of_OddOrEvenNumber_IsTheMiddleAndTheMiddleHalf(double[] figures, double low, double median, double high) =>
        Assert.Equal(new Spread(low, median, high), Spread.Of(figures));
}
