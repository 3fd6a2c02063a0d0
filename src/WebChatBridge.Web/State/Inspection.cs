using WebChatBridge.Protocol;

namespace WebChatBridge.Web.State;

/// <summary>The bytes of one row, cut out of a session's capture, with everything that is to be said about them. Pure.</summary>
public sealed record Inspection
{
    /// <summary>The capture they were cut from.</summary>
    public required SessionTrace Trace { get; init; }

    /// <summary>Which stream they are of.</summary>
    public required Direction Direction { get; init; }

    /// <summary>The first of them in their stream; what selections count from.</summary>
    public required long Start { get; init; }

    /// <summary>The bytes.</summary>
    public required byte[] Bytes { get; init; }

    /// <summary>How many belong to the row but are not here: dropped, or too far away.</summary>
    public required long Missing { get; init; }

    /// <summary>What was read or written to carry them, in order.</summary>
    public required IReadOnlyList<Chunk> Chunks { get; init; }

    /// <summary>The frames that have a byte among them, in order.</summary>
    public required IReadOnlyList<FrameMark> Frames { get; init; }

    /// <summary>The hints on them.</summary>
    public required IReadOnlyList<Hint> Hints { get; init; }

    /// <summary>Place just after the last of them.</summary>
    public long End => Start + Bytes.Length;

    /// <summary>Which of them broke the rules of the dialect; null for none.</summary>
    public int? ViolatedAt => Direction == Direction.In
        && Trace.Session.Closed is { Code: CloseCode.ProtocolViolation or CloseCode.SpokeForeign, Offset: { } at } && at >= Start && at < End
            ? (int)(at - Start) : null;

    /// <summary>Whether some of what was read is no message yet, and may become one.</summary>
    public bool Waiting => Direction == Direction.In && Trace.Session.State != SessionState.Closed && (Frames.Count == 0 || Frames[^1].End < End);

    /// <summary>Cuts a row out; null when its bytes are not kept (any more).</summary>
    public static Inspection? Of(SessionTrace trace, InspectorSubject subject)
    {
        if (Span(trace, subject) is not var (direction, start, end))
        {
            return null;
        }

        var chunks = trace.Chunks.Where(chunk => chunk.Direction == direction && chunk.Offset < end && chunk.End > start).ToList();
        if (chunks.Count == 0)
        {
            return null;
        }

        var (from, to) = (Math.Max(start, chunks[0].Offset), Math.Min(end, chunks[^1].End));
        return new Inspection
        {
            Trace = trace,
            Direction = direction,
            Start = from,
            Bytes = Cut(chunks, from, to),
            Missing = end - start - (to - from),
            Chunks = chunks,
            Frames = [.. trace.Frames.Where(frame => frame.Direction == direction && frame.Start < to && frame.End > from)],
            Hints = [.. trace.Hints.Where(hint => hint.Direction == direction && (hint.Start == hint.End ? hint.Start >= from && hint.Start <= to : hint.Start < to && hint.End > from))],
        };
    }

    /// <summary>Whether the other one, of the same row, would look the same.</summary>
    public bool Shows(Inspection other) => Direction == other.Direction && Start == other.Start && Bytes.AsSpan().SequenceEqual(other.Bytes)
        && Chunks.Select(chunk => chunk.Seq).SequenceEqual(other.Chunks.Select(chunk => chunk.Seq))
        && Frames.SequenceEqual(other.Frames) && Hints.SequenceEqual(other.Hints)
        && Trace.Session.State == other.Trace.Session.State && Trace.Session.Dialect == other.Trace.Session.Dialect
        && Trace.Chunks is [.., var mine] && other.Trace.Chunks is [.., var theirs] && mine.Seq == theirs.Seq;

    /// <summary>What of a stretch of the stream is here; null for nothing.</summary>
    public ByteSelection? Select(long start, long end) =>
        Math.Max(start, Start) < Math.Min(end, End) ? new((int)(Math.Max(start, Start) - Start), (int)(Math.Min(end, End) - Start - 1)) : null;

    private static (Direction Direction, long Start, long End)? Span(SessionTrace trace, InspectorSubject subject)
    {
        if (subject is { Offset: { } offset, Direction: { } direction, Length: > 0 })
        {
            return (direction, offset, offset + subject.Length);
        }

        // Nothing of an event was read or written; what it is about came just before it.
        var chunk = subject.Lens == Lens.Events
            ? trace.Chunks.LastOrDefault(one => one.Seq <= subject.Seq)
            : trace.Chunks.FirstOrDefault(one => one.Seq == subject.Seq);
        if (chunk is null)
        {
            return null;
        }

        var frame = subject.Lens != Lens.Messages ? null : trace.Frames
            .Where(one => one.Direction == chunk.Direction && one.End > chunk.Offset && one.End <= chunk.End)
            .ElementAtOrDefault(subject.Part);
        return frame is null ? (chunk.Direction, chunk.Offset, chunk.End) : (chunk.Direction, frame.Start, frame.End);
    }

    // A stream has no holes between the chunks of one trace: what was dropped, was dropped from its beginning.
    private static byte[] Cut(List<Chunk> chunks, long from, long to)
    {
        var bytes = new byte[to - from];
        foreach (var chunk in chunks)
        {
            var (first, last) = (Math.Max(from, chunk.Offset), Math.Min(to, chunk.End));
            chunk.Bytes.AsSpan((int)(first - chunk.Offset), (int)(last - first)).CopyTo(bytes.AsSpan((int)(first - from)));
        }

        return bytes;
    }
}
