using Bunit;
using WebChatBridge.Web.Parts;

namespace WebChatBridge.Web.Tests.Parts;

public sealed class SparklineTests
{
    [Fact]
    public async Task Samples_Some_AreDrawnToTheRightEdgeAndSaidInWords()
    {
        var (label, points) = await DrawAsync(0, 2048, 1024);

        Assert.Equal("now 1 KB a second, at most 2 KB", label);
        Assert.Equal(3, points.Split(' ').Length);
        Assert.EndsWith("60,8", points, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData]
    [InlineData(5L)]
    [InlineData(0L, 0L, 0L)]
    public async Task Samples_NothingToCompare_IsALineAtTheFoot(params long[] samples)
    {
        var (label, points) = await DrawAsync(samples);

        Assert.Equal(("quiet", "0,15 60,15"), (label, points));
    }

    private static async Task<(string? Label, string Points)> DrawAsync(params long[] samples)
    {
        await using var stage = new ConsoleStage();
        var line = stage.Render<Sparkline>(parameters => parameters.Add(spark => spark.Samples, samples));
        return (line.Find("svg").GetAttribute("aria-label"), line.Find("polyline").GetAttribute("points")!);
    }
}
