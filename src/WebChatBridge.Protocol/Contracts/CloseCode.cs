namespace WebChatBridge.Protocol;

/// <summary>Why a session ended: exactly one of these, kept after the close. docs/wire.md §4.</summary>
public enum CloseCode
{
    /// <summary>The client said goodbye in its dialect.</summary>
    Goodbye,

    /// <summary>The client closed its side (FIN), and everything for it was written.</summary>
    PeerClosed,

    /// <summary>The connection was reset (RST).</summary>
    PeerReset,

    /// <summary>The client closed its side (FIN) and did not take what was on its way within the grace.</summary>
    HalfCloseGraceOver,

    /// <summary>Nothing came for longer than the endpoint allows.</summary>
    Idle,

    /// <summary>The first request did not come in time.</summary>
    HandshakeTimeout,

    /// <summary>The bytes broke the dialect's rules.</summary>
    ProtocolViolation,

    /// <summary>The client did not read what was written for it.</summary>
    TooSlow,

    /// <summary>A limit of the relay stands against it.</summary>
    Limit,

    /// <summary>Somebody closed it from the console.</summary>
    Kicked,

    /// <summary>It spoke HTTP, TLS or SSH.</summary>
    SpokeForeign,

    /// <summary>It may not come in: its network is not allowed, or it did not tell the secret.</summary>
    NotAdmitted,

    /// <summary>There was no TLS handshake, or it failed.</summary>
    TlsFailed,

    /// <summary>The relay is stopping.</summary>
    ServerStopping,

    /// <summary>A fault of the relay.</summary>
    ServerError,
}
