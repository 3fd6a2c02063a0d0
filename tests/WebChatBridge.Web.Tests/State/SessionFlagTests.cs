using WebChatBridge.Protocol;
using WebChatBridge.Web.State;

namespace WebChatBridge.Web.Tests.State;

public sealed class SessionFlagTests
{
    private static readonly SessionInfo Tom = Samples.Session(Samples.Tom);

    [Theory]
    [InlineData(CloseCode.ProtocolViolation, true)]
    [InlineData(CloseCode.SpokeForeign, true)]
    [InlineData(CloseCode.PeerReset, true)]
    [InlineData(CloseCode.TooSlow, true)]
    [InlineData(CloseCode.Goodbye, false)]
    [InlineData(CloseCode.PeerClosed, false)]
    [InlineData(CloseCode.ServerStopping, false)]
    public void Ended_ThroughItsBytes_IsFlagged(CloseCode code, bool flagged) =>
        Assert.Equal(flagged, SessionFlag.Of(Tom with { State = SessionState.Closed, Closed = new CloseReason(code, "closed") }, Samples.Noon) is not null);

    [Theory]
    [InlineData("line", 4, null)]
    [InlineData("line", 6, "3 B are no message yet, for 6s.")]
    [InlineData("header64", 6, "3 B are no message yet, for 6s.")]
    [InlineData("raw", 6, null)]
    public void Pending_LongerThan5Seconds_IsFlagged(string dialect, int seconds, string? said) => Assert.Equal(said, SessionFlag.Of(
        Tom with { Dialect = dialect, Pending = new PendingInput(3, "hel"u8.ToArray(), Samples.Noon.AddSeconds(-seconds), null) }, Samples.Noon));

    [Theory]
    [InlineData(4, false)]
    [InlineData(12, true)]
    public void Queue_NotTaken_IsFlagged(int seconds, bool flagged) =>
        Assert.Equal(flagged, SessionFlag.Of(Tom with { QueuedBytes = 9, QueuedSince = Samples.Noon.AddSeconds(-seconds) }, Samples.Noon) is not null);
}
