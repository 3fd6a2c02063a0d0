using WebChatBridge.Web.State;

namespace WebChatBridge.Web.Tests.State;

public sealed class LengthLimitTests
{
    [Theory]
    [InlineData(65_536, 65_536, null)]
    [InlineData(65_537, 65_536, "It has 65,537 bytes; the limit is 65,536 (Relay:Limits:MaxMessageBytes)")]
    [InlineData(65_537, null, null)] // a relay that does not tell it says so itself
    public void One_OverTheLimit_IsRefused(int bytes, int? limit, string? words) =>
        Assert.Equal(words, LengthLimit.Refuse([new byte[bytes]], limit));

    [Fact]
    public void OneOfSeveral_IsNamed() =>
        Assert.StartsWith("Line 2 has 11 bytes", LengthLimit.Refuse([new byte[10], new byte[11], new byte[12]], 10), StringComparison.Ordinal);
}
