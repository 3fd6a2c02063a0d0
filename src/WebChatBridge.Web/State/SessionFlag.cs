using WebChatBridge.Protocol;

namespace WebChatBridge.Web.State;

/// <summary>Whether there is something to be said about a session's bytes, told without looking at them.</summary>
public static class SessionFlag
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>One sentence; null when there is nothing.</summary>
    public static string? Of(SessionInfo session, DateTimeOffset now) => session switch
    {
        { Closed.Code: CloseCode.ProtocolViolation } => "Its bytes broke the rules of its dialect.",
        { Closed.Code: CloseCode.SpokeForeign } => "It spoke the protocol of another port.",
        { Closed.Code: CloseCode.NotAdmitted } => "It may not come in.",
        { Closed.Code: CloseCode.TlsFailed } => "There was no TLS handshake, or it failed.",
        { Closed.Code: CloseCode.PeerReset } => "It reset the connection instead of ending it.",
        { Closed.Code: CloseCode.TooSlow } => "It did not read what was written to it.",
        { Closed: not null } => null,
        { Pending: { } pending } when now - pending.Since >= Patience && session.Dialect is not ("raw" or "auto") =>
            $"{Figures.Bytes(pending.Bytes)} are no message yet, for {Figures.Duration(now - pending.Since)}.",
        { QueuedSince: { } since } when now - since >= Patience => $"It has not read for {Figures.Duration(now - since)}.",
        _ => null,
    };
}
