using WebChatBridge.Protocol;

namespace WebChatBridge.Server;

/// <summary>A session and what is taken along of it: what every export is written from.</summary>
/// <param name="Session">The session.</param>
/// <param name="Chunks">Its kept chunks, or those selected of them, both directions, by number.</param>
/// <param name="Frames">The frames that lie in them.</param>
/// <param name="Endpoint">The endpoint it came in by; null when that does not listen any more.</param>
internal sealed record Captured(SessionInfo Session, IReadOnlyList<Chunk> Chunks, IReadOnlyList<FrameMark> Frames, EndpointStatus? Endpoint)
{
    /// <summary>When it connected, in microseconds since 1970-01-01 UTC; never after its first chunk.</summary>
    public long OpenedAt => Chunks is [{ At: var first }, ..] ? Math.Min(first, Micros(Session.OpenedAt)) : Micros(Session.OpenedAt);

    /// <summary>When it ended; never before its last chunk. Null while it lives.</summary>
    public long? ClosedAt => Session.ClosedAt is not { } closed ? null
        : Chunks is [.., { At: var last }] ? Math.Max(last, Micros(closed))
        : Micros(closed);

    /// <summary>Place of the first byte there is of one direction; 0 when there is none.</summary>
    public long Start(Direction direction) => Chunks.FirstOrDefault(chunk => chunk.Direction == direction)?.Offset ?? 0;

    private static long Micros(DateTimeOffset at) => (at - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;
}
