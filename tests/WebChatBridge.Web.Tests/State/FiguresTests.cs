using WebChatBridge.Web.State;

namespace WebChatBridge.Web.Tests.State;

public sealed class FiguresTests
{
    [Theory]
    [InlineData(-5, "0s")]
    [InlineData(0.4, "0s")]
    [InlineData(59.9, "59s")]
    [InlineData(60, "1m 00s")]
    [InlineData(250, "4m 10s")]
    [InlineData(3600, "1h 00m")]
    [InlineData(86_399, "23h 59m")]
    [InlineData(200_000, "2d 07h")]
    public void Duration_Seconds_SaysTheTwoGreatestUnits(double seconds, string said) =>
        Assert.Equal(said, Figures.Duration(TimeSpan.FromSeconds(seconds)));

    [Theory]
    [InlineData(0, "0")]
    [InlineData(999, "999")]
    [InlineData(1000, "1.0k")]
    [InlineData(1213, "1.2k")]
    [InlineData(9960, "10k")]
    [InlineData(34_499, "34k")]
    [InlineData(999_499, "999k")]
    [InlineData(999_500, "1.0M")]
    [InlineData(5_600_000_000, "5.6G")]
    [InlineData(long.MaxValue, "9223P")]
    public void Short_Count_HasThreeDigits(long count, string said) => Assert.Equal(said, Figures.Short(count));

    [Theory]
    [InlineData(7, "7 B")]
    [InlineData(1023, "1023 B")]
    [InlineData(1536, "1.5 KB")]
    [InlineData(65_536, "64 KB")]
    [InlineData(1_572_864, "1.5 MB")]
    public void Bytes_Amount_NamesItsUnit(long bytes, string said) => Assert.Equal(said, Figures.Bytes(bytes));
}
