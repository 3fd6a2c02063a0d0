namespace WebChatBridge.Protocol;

/// <summary>
/// One direction of a trace: its newest run of chunks without a hole, and the frames in stream order. Chunks and frames that
/// cannot be (they overlap, or end before they start) are left out, so that rules need not doubt them.
/// </summary>
internal sealed class CapturedStream
{
    private readonly byte[] bytes;

    public CapturedStream(SessionTrace trace, Direction direction)
    {
        Direction = direction;
        Chunks = Run(trace.Chunks, direction);
        Start = Chunks.Count == 0 ? 0 : Chunks[0].Offset;
        bytes = new byte[Chunks.Sum(chunk => chunk.Bytes.Length)];
        foreach (var chunk in Chunks)
        {
            chunk.Bytes.CopyTo(bytes, chunk.Offset - Start);
        }

        Frames = InOrder(trace.Frames, direction);
        Newest = Frames.Count == 0 ? null : Frames[^1];
    }

    public Direction Direction { get; }

    /// <summary>Chunks that follow each other without a hole, none of them empty.</summary>
    public IReadOnlyList<Chunk> Chunks { get; }

    /// <summary>Frames, each beginning where the one before ended or later.</summary>
    public IReadOnlyList<FrameMark> Frames { get; }

    /// <summary>Place of the first byte that is here.</summary>
    public long Start { get; }

    /// <summary>Place just after the last byte that is here.</summary>
    public long End => Start + bytes.Length;

    /// <summary>The last frame; what follows it is no frame yet.</summary>
    public FrameMark? Newest { get; }

    /// <summary>Place just after the last frame.</summary>
    public long Framed => Newest?.End ?? 0;

    /// <summary>The bytes of a stretch, as far as they are here.</summary>
    public ReadOnlySpan<byte> Bytes(long start, long end)
    {
        start = Math.Clamp(start, Start, End);
        return bytes.AsSpan((int)(start - Start), (int)(Math.Clamp(end, start, End) - start));
    }

    /// <summary>The body of a frame; empty unless all of it is here.</summary>
    public ReadOnlySpan<byte> Body(FrameMark frame) =>
        frame.Start >= Start && frame.End <= End ? Bytes(frame.Start + frame.Head, frame.End - frame.Tail) : default;

    /// <summary>Which chunk carried a byte that is here.</summary>
    public int ChunkAt(long place)
    {
        var (low, high) = (0, Chunks.Count - 1);
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            (low, high) = Chunks[middle].Offset <= place ? (middle, high) : (low, middle - 1);
        }

        return low;
    }

    private static List<Chunk> Run(IReadOnlyList<Chunk> chunks, Direction direction)
    {
        var run = new List<Chunk>();
        var size = 0L;
        for (var index = chunks.Count - 1; index >= 0; index--)
        {
            var chunk = chunks[index];
            if (chunk.Direction != direction || chunk.Bytes.Length == 0)
            {
                continue;
            }

            size += chunk.Bytes.Length;
            if (chunk.Offset < 0 || chunk.Offset > long.MaxValue - size || size > Array.MaxLength || (run.Count > 0 && chunk.End != run[^1].Offset))
            {
                break;
            }

            run.Add(chunk);
        }

        run.Reverse();
        return run;
    }

    private static List<FrameMark> InOrder(IReadOnlyList<FrameMark> frames, Direction direction)
    {
        var kept = new List<FrameMark>();
        var end = 0L;
        foreach (var frame in frames)
        {
            if (frame.Direction == direction && frame.Start >= end && frame.End >= frame.Start && frame is { Head: >= 0, Tail: >= 0 }
                && frame.End - frame.Start >= (long)frame.Head + frame.Tail)
            {
                kept.Add(frame);
                end = frame.End;
            }
        }

        return kept;
    }
}
