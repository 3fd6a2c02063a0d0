namespace WebChatBridge.Benchmarks.Tests;

/// <summary>The soak's verdict must be able to be bad.</summary>
public sealed class TrendTests
{
    private static readonly Measure Memory = Measure.All.Single(static measure => measure.Name == Measure.Rss);

    [Theory]
    [InlineData(0, true)]
    [InlineData(1, true)]
    [InlineData(1.5, false)]
    [InlineData(5, false)]
    public void Of_LineThatRisesByMiBEachMinute_IsFlatBelowTheBound(double each, bool flat)
    {
        var trend = Trend.Of(Memory, Samples(minute => 200 + (each * minute)));

        Assert.Equal(each * 15, trend.Growth, tolerance: 0.3);
        Assert.Equal(flat, trend.IsFlat);
    }

    [Fact]
    public void Of_WarmUpAndBreathing_IsFlat()
    {
        var trend = Trend.Of(Memory, Samples(static minute => (minute < 10 ? 20 * minute : 200) + (15 * Math.Sin(minute * 7))));

        Assert.True(trend.IsFlat, $"It was said to grow by {trend.Growth} MiB.");
    }

    [Fact]
    public void Draw_Samples_IsOneSvgWithEveryMeasure()
    {
        var samples = Samples(static minute => minute)
            .ConvertAll(static sample => sample with { Values = Measure.All.ToDictionary(static measure => measure.Name, _ => sample.Minutes) });

        var svg = System.Xml.Linq.XDocument.Parse(SvgPlot.Draw(samples, Measure.All));

        Assert.Equal(Measure.All.Count, svg.Descendants().Count(static element => element.Name.LocalName == "polyline"));
    }

    private static List<Sample> Samples(Func<double, double> value) => [.. Enumerable.Range(0, 361)
        .Select(static i => i / 12.0)
        .Select(minute => new Sample(minute, new Dictionary<string, double>(StringComparer.Ordinal) { [Measure.Rss] = value(minute) }))];
}
