using WebChatBridge.Protocol;

namespace WebChatBridge.Server;

/// <summary>A session and what is taken along of it: what every export is written from.</summary>
internal sealed class Recording(SessionInfo session, IReadOnlyList<Chunk> chunks, IReadOnlyList<FrameMark> frames, EndpointStatus? endpoint)
{
    private readonly Chunk[][] streams = [Stream(chunks, Direction.In), Stream(chunks, Direction.Out)];

    /// <summary>The session.</summary>
    public SessionInfo Session => session;

    /// <summary>Its kept chunks, or those selected of them, both directions, by number.</summary>
    public IReadOnlyList<Chunk> Chunks => chunks;

    /// <summary>The frames that lie in them.</summary>
    public IReadOnlyList<FrameMark> Frames => frames;

    /// <summary>The endpoint it came in by; null when that does not listen any more.</summary>
    public EndpointStatus? Endpoint => endpoint;

    /// <summary>When it connected, in microseconds since 1970-01-01 UTC; never after its first chunk.</summary>
    public long OpenedAt => Chunks is [{ At: var first }, ..] ? Math.Min(first, Micros(Session.OpenedAt)) : Micros(Session.OpenedAt);

    /// <summary>When it ended; never before its last chunk. Null while it lives.</summary>
    public long? ClosedAt => Session.ClosedAt is not { } closed ? null
        : Chunks is [.., { At: var last }] ? Math.Max(last, Micros(closed))
        : Micros(closed);

    /// <summary>Only these chunks of it.</summary>
    public Recording With(Func<Chunk, bool> chosen) => new(Session, [.. Chunks.Where(chosen)], Frames, Endpoint);

    /// <summary>Place of the first byte there is of one direction; 0 when there is none.</summary>
    public long Start(Direction direction) => streams[(int)direction] is [{ Offset: var first }, ..] ? first : 0;

    /// <summary>The chunks in which a part of a stream lies.</summary>
    public IEnumerable<Chunk> Overlapping(Direction direction, long start, long end)
    {
        var stream = streams[(int)direction];
        var (from, to) = (0, stream.Length);
        while (from < to)
        {
            var middle = (from + to) / 2;
            (from, to) = stream[middle].End <= start ? (middle + 1, to) : (from, middle);
        }

        return stream.Skip(from).TakeWhile(chunk => chunk.Offset < end);
    }

    private static Chunk[] Stream(IReadOnlyList<Chunk> chunks, Direction direction) => [.. chunks.Where(chunk => chunk.Direction == direction)];

    private static long Micros(DateTimeOffset at) => (at - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;
}
