using WebChatBridge.Web.State;

namespace WebChatBridge.Web.Tests.State;

public sealed class LoginSaidTests
{
    [Theory]
    [InlineData("spent", "This link has been used or has expired. Make a new one with link, as below.")]
    [InlineData("wait-9", "Five tries failed. Wait 9 seconds, then try again.")]
    [InlineData("wait-1", "Five tries failed. Wait 1 second, then try again.")]
    [InlineData("out", "You are signed out.")]
    public void Word_WeSay_HasItsSentence(string said, string words) => Assert.Equal(words, LoginSaid.Words(said));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("wait-0")]
    [InlineData("wait-61")]
    [InlineData("wait- 9")]
    [InlineData("wait-9; call 555-1234")]
    [InlineData("Your account was hacked, call 555-1234")]
    public void Word_OfAnybodyElse_SaysNothing(string? said) => Assert.Null(LoginSaid.Words(said));
}
