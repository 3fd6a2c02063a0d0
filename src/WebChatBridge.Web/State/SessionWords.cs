using WebChatBridge.Protocol;

namespace WebChatBridge.Web.State;

/// <summary>What is said about a session, in words.</summary>
public static class SessionWords
{
    /// <summary>A kind of end.</summary>
    public static string Of(CloseCode code) => code switch
    {
        CloseCode.Goodbye => "goodbye",
        CloseCode.PeerClosed => "peer closed",
        CloseCode.PeerReset => "peer reset",
        CloseCode.HalfCloseGraceOver => "half-close grace over",
        CloseCode.Idle => "idle",
        CloseCode.HandshakeTimeout => "handshake timeout",
        CloseCode.ProtocolViolation => "protocol violation",
        CloseCode.TooSlow => "too slow",
        CloseCode.Limit => "limit",
        CloseCode.Kicked => "kicked",
        CloseCode.SpokeForeign => "spoke HTTP, TLS or SSH",
        CloseCode.NotAdmitted => "not admitted",
        CloseCode.TlsFailed => "no TLS",
        CloseCode.ServerStopping => "server stopping",
        _ => "server error",
    };

    /// <summary>Glyph and word for where it is in its life.</summary>
    public static (string Glyph, string Word) Of(SessionState state) => state switch
    {
        SessionState.Open => ("●", "open"),
        SessionState.HalfClosed => ("◐", "half-closed"),
        _ => ("✕", "closed"),
    };

    /// <summary>What waits to be written to it: <c>64 KB, 12 s — not reading</c>; null when nothing does.</summary>
    public static string? Queue(SessionInfo session, DateTimeOffset now)
    {
        if (session.QueuedBytes == 0)
        {
            return null;
        }

        var waiting = now - (session.QueuedSince ?? now);
        var bytes = Figures.Bytes(session.QueuedBytes);

        // A moment's queue is what a busy link looks like; only one that nothing is taken from says something of the reader.
        return waiting < TimeSpan.FromSeconds(2) ? bytes : $"{bytes}, {Figures.Duration(waiting)} — not reading";
    }

    /// <summary>What came but is no message yet, and what it waits for; null when nothing did.</summary>
    public static string? Pending(SessionInfo session) => session switch
    {
        { Pending: null } => null,
        { State: SessionState.Closed, Pending.Bytes: var bytes } => $"{Figures.Bytes(bytes)} never became a message",
        { Pending: { Missing: { } missing, Bytes: var bytes } } => $"{Figures.Bytes(bytes)}, waiting for {Figures.Exact(missing)} more",
        { Pending.Bytes: var bytes } => $"{Figures.Bytes(bytes)}, {Lacks(session)}",
    };

    /// <summary>Whether a message of its dialect ends with a line end.</summary>
    public static bool EndsLines(SessionInfo session) => session.Dialect is "line" or "json";

    /// <summary>What its input waits for, where that is not a number of bytes.</summary>
    public static string Lacks(SessionInfo session) => session.Dialect switch
    {
        _ when EndsLines(session) => "no newline yet",
        "nul" => "no NUL (0x00) yet",
        "raw" or "auto" => "no pause yet",
        _ => "no whole header yet",
    };

    /// <summary>What closing it does.</summary>
    public static string Closing(SessionInfo session, bool reset) => (session.Origin, reset) switch
    {
        (Origin.Web, _) => "Ends this browser's connection to the relay. Its console may connect again.",
        (_, true) => "Resets the TCP connection (RST). What is still waiting for the client is lost, and its program sees an error. It may connect again.",
        _ => "Says goodbye, writes what is still waiting, then closes the TCP connection (FIN). The client may connect again.",
    };

    /// <summary>
    /// The session a lost client came back as: same address, same name, within 30 seconds. Null when it did not.
    /// </summary>
    public static SessionInfo? ReturnOf(SessionInfo closed, SessionBook book)
    {
        if (closed.ClosedAt is not { } end || closed.Remote is null)
        {
            return null;
        }

        return book.Open.Concat(book.Closed)
            .Where(other => other.Id > closed.Id && other.Name == closed.Name && Host(other.Remote) == Host(closed.Remote))
            .Where(other => other.OpenedAt >= end && other.OpenedAt - end <= TimeSpan.FromSeconds(30))
            .MinBy(other => other.Id);
    }

    private static string? Host(string? remote) => remote?[..Math.Max(0, remote.LastIndexOf(':'))];
}
