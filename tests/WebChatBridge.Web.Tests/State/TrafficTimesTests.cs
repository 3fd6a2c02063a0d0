using WebChatBridge.Web.State;

namespace WebChatBridge.Web.Tests.State;

public sealed class TrafficTimesTests
{
    [Theory]
    [InlineData(0, "+0.0 ms")]
    [InlineData(49, "+0.0 ms")]
    [InlineData(1_250, "+1.3 ms")]
    [InlineData(9_960, "+10 ms")]
    [InlineData(806_000, "+806 ms")]
    [InlineData(999_600, "+1.00 s")]
    [InlineData(1_240_000, "+1.24 s")]
    [InlineData(59_000_000, "+59.0 s")]
    [InlineData(200_000_000, "+3m 20s")]
    [InlineData(-806_000, "−806 ms")]
    public void Delta_IsThreeDigits(long microseconds, string text) => Assert.Equal(text, TrafficTimes.Delta(microseconds));

    [Fact]
    public void Moment_KeepsMicroseconds() =>
        Assert.Equal(new DateTimeOffset(2026, 9, 22, 12, 0, 0, TimeSpan.Zero).AddMicroseconds(7), TrafficTimes.Moment(1_790_078_400_000_007));
}
