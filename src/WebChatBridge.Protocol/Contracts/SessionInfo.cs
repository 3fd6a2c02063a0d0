namespace WebChatBridge.Protocol;

/// <summary>A session as a console shows it. Counters are sampled at most once a second.</summary>
public sealed record SessionInfo
{
    /// <summary>Its number; never used again.</summary>
    public required long Id { get; init; }

    /// <summary>Its name now.</summary>
    public required string Name { get; init; }

    /// <summary>The door it came in by.</summary>
    public required Origin Origin { get; init; }

    /// <summary>The listening endpoint's name, or <c>hub</c>.</summary>
    public required string Endpoint { get; init; }

    /// <summary>The dialect it speaks: <c>header64</c>, <c>line</c>, <c>json</c>, …, <c>auto</c> while that is not known yet, or <c>hub</c>.</summary>
    public required string Dialect { get; init; }

    /// <summary>One sentence: what in its input told the dialect; null where the dialect was not found out but configured.</summary>
    public string? DialectBecause { get; init; }

    /// <summary>Address and port of the other end; null where there is none.</summary>
    public string? Remote { get; init; }

    /// <summary>How its connection is encrypted: <c>TLS 1.3</c>, and the certificate it showed if one was asked for; null for plain TCP. Bytes are shown as they are without it.</summary>
    public string? Secured { get; init; }

    /// <summary>The room it sits in; null while it sits in none.</summary>
    public string? Room { get; init; }

    /// <summary>Where it is in its life.</summary>
    public SessionState State { get; init; }

    /// <summary>When it connected.</summary>
    public required DateTimeOffset OpenedAt { get; init; }

    /// <summary>When the last byte came from it.</summary>
    public DateTimeOffset? LastIn { get; init; }

    /// <summary>When the last byte was written to it.</summary>
    public DateTimeOffset? LastOut { get; init; }

    /// <summary>Bytes that came from it.</summary>
    public long BytesIn { get; init; }

    /// <summary>Bytes written to its socket.</summary>
    public long BytesOut { get; init; }

    /// <summary>Messages accepted from it.</summary>
    public long MessagesIn { get; init; }

    /// <summary>Messages put on their way to it.</summary>
    public long MessagesOut { get; init; }

    /// <summary>What came but is not a message yet; null when nothing waits.</summary>
    public PendingInput? Pending { get; init; }

    /// <summary>Bytes waiting to be written to it.</summary>
    public long QueuedBytes { get; init; }

    /// <summary>Since when it has taken nothing although bytes wait for it; null when nothing waits.</summary>
    public DateTimeOffset? QueuedSince { get; init; }

    /// <summary>The line ending it was seen to send, <c>LF</c> or <c>CRLF</c>; null where the dialect has none or none came.</summary>
    public string? LineEnding { get; init; }

    /// <summary>How it is treated badly on purpose, for people (<c>writes sliced to 3 B, 50 ms apart</c>); null when it is not.</summary>
    public string? Misbehaves { get; init; }

    /// <summary>The practice partner it is; null for everybody else.</summary>
    public string? Partner { get; init; }

    /// <summary>When it ended.</summary>
    public DateTimeOffset? ClosedAt { get; init; }

    /// <summary>Why it ended; null while it lives.</summary>
    public CloseReason? Closed { get; init; }
}
