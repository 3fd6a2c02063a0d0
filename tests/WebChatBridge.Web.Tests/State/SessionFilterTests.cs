using WebChatBridge.Protocol;
using WebChatBridge.Web.State;

namespace WebChatBridge.Web.Tests.State;

public sealed class SessionFilterTests
{
    private static readonly SessionInfo Tom = Samples.Session(Samples.Tom) with
    {
        State = SessionState.Closed,
        Closed = new CloseReason(CloseCode.PeerReset, "the connection was cut by 127.0.0.1"),
    };

    [Theory]
    [InlineData("", true)]
    [InlineData("  ", true)]
    [InlineData("tom", true)]
    [InlineData("TOM lobby", true)]
    [InlineData("tom jerry", false)]
    [InlineData("#3", true)]
    [InlineData("50003", true)]
    [InlineData("-tom", false)]
    [InlineData("-jerry", true)]
    [InlineData("-", false)]
    [InlineData("reason:reset", true)]
    [InlineData("reason:\"was cut\"", true)]
    [InlineData("\"was cut\"", true)]
    [InlineData("\"cut was\"", false)]
    [InlineData("reason:slow", false)]
    [InlineData("-reason:reset", false)]
    [InlineData("room:lobby dialect:line", true)]
    [InlineData("name:lobby", false)]
    [InlineData("remote:127.0.0.1:50003", true)]
    [InlineData("room:", true)]
    [InlineData("colour:red", false)]
    [InlineData("\"unfinished tom", false)]
    public void Matches_Typed_FindsWhatItSays(string typed, bool found) => Assert.Equal(found, SessionFilter.Parse(typed).Matches(Tom));
}
