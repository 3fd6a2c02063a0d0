namespace WebChatBridge.Protocol;

/// <summary>A part of what was captured of one session: everything a hint is found from, and an inspector draws.</summary>
public sealed record SessionTrace
{
    /// <summary>The session, as it is now or was at its end.</summary>
    public required SessionInfo Session { get; init; }

    /// <summary>When this was asked, in microseconds since 1970-01-01 UTC.</summary>
    public required long Now { get; init; }

    /// <summary>Chunks of both directions in the order of their numbers.</summary>
    public IReadOnlyList<Chunk> Chunks { get; init; } = [];

    /// <summary>The frames that have at least one byte in these chunks, in stream order, In before Out.</summary>
    public IReadOnlyList<FrameMark> Frames { get; init; } = [];

    /// <summary>The hints on these chunks.</summary>
    public IReadOnlyList<Hint> Hints { get; init; } = [];

    /// <summary>Line endings other members of its room were seen to send (<c>LF</c>, <c>CRLF</c>), each once.</summary>
    public IReadOnlyList<string> PeerLineEndings { get; init; } = [];

    /// <summary>Chunks of this session that are not kept any more.</summary>
    public long DroppedChunks { get; init; }

    /// <summary>Bytes of this session that are not kept any more, both directions.</summary>
    public long DroppedBytes { get; init; }

    /// <summary>Whether there are kept chunks before the first of these.</summary>
    public bool More { get; init; }
}
