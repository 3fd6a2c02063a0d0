using WebChatBridge.Protocol;

namespace WebChatBridge.Relay;

/// <summary>One direction of a session's stream, put together from a ring: bytes, the chunks they went in, the frames in them.</summary>
internal sealed class Track(Direction direction)
{
    private readonly RingQueue<ChunkEntry> chunks = new();
    private readonly RingQueue<FrameEntry> frames = new();
    private readonly Dictionary<long, (string Room, long Seq)> places = [];

    public KeptBytes Bytes { get; } = new();

    public RingQueue<ChunkEntry> Chunks => chunks;

    public Direction Direction => direction;

    /// <summary>Place just after the last chunk: where the next one begins.</summary>
    public long Done { get; private set; }

    public long DroppedChunks { get; private set; }

    public long DroppedBytes { get; private set; }

    /// <summary>The number of the oldest chunk; none is greater than any.</summary>
    public long Oldest => chunks.Count == 0 ? long.MaxValue : chunks[0].Seq;

    /// <summary>Goes on with bytes at this place, and with chunks at that.</summary>
    public void GoOn(long bytes, long done)
    {
        Bytes.GoOn(bytes);
        Done = done;
    }

    /// <summary>The next bytes of the stream went over the wire.</summary>
    public void AddChunk(long seq, long at, int length, string? note)
    {
        if (!Bytes.Has(Done, length))
        {
            Dropped(length); // they were forgotten while they waited, or never kept
        }
        else
        {
            chunks.Add(new ChunkEntry(seq, at, Done, length, note));
        }

        Done += length;
    }

    public void AddFrame(in FrameEntry frame) => frames.Add(frame);

    public void AddFrames(ReadOnlySpan<FoundFrame> more, long found)
    {
        foreach (ref readonly var frame in more)
        {
            frames.Add(Entry(frame) with { Found = found });
        }
    }

    /// <summary>Takes back what lies behind this place: it will never be written.</summary>
    public void DropFrom(long place)
    {
        Bytes.DropFrom(place);
        while (frames.Count > 0 && frames[frames.Count - 1].Start >= place)
        {
            frames.RemoveLast();
        }
    }

    /// <summary>The message in the frame that ends here has its place in a room now.</summary>
    public void Place(long end, string room, long seq)
    {
        places[end] = (room, seq);
        var i = FirstEndingAfter(end - 1);
        for (; i < frames.Count && frames[i].End == end; i++)
        {
            if (frames[i].Kind == FrameKind.Message)
            {
                (frames[i].Of, frames[i].Seq) = (room, seq);
            }
        }
    }

    /// <summary>Puts other frames in the place of all; a message that ends where one ended keeps its place in its room.</summary>
    public void Replace(ReadOnlySpan<FoundFrame> others)
    {
        frames.Clear();
        foreach (ref readonly var other in others)
        {
            frames.Add(other.Kind == FrameKind.Message && places.TryGetValue(other.End, out var place)
                ? Entry(other) with { Of = place.Room, Seq = place.Seq }
                : Entry(other));
        }
    }

    /// <summary>Which of the chunks is the first with a greater number.</summary>
    public int FirstAfter(long seq)
    {
        var (low, high) = (0, chunks.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = chunks[middle].Seq <= seq ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    public Chunk Copy(int index, long session)
    {
        var chunk = chunks[index];
        return new Chunk(chunk.Seq, session, direction, chunk.At, chunk.Start, Bytes.Read(chunk.Start, chunk.Length), chunk.Note);
    }

    /// <summary>The chunk that a place just after some bytes lies in; null where they wait, or are forgotten.</summary>
    public ChunkEntry? ChunkBefore(long end)
    {
        var (low, high) = (0, chunks.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = chunks[middle].End < end ? (middle + 1, high) : (low, middle);
        }

        return low < chunks.Count && chunks[low].Start < end ? chunks[low] : null;
    }

    /// <summary>The frames that have a byte between the two places, with their own numbers where they have one.</summary>
    public IEnumerable<(FrameMark Mark, long Found)> Frames(long from, long to)
    {
        for (var i = FirstEndingAfter(from); i < frames.Count; i++)
        {
            var frame = frames[i];
            if (frame.Start >= to)
            {
                if (frame.Dialect is null)
                {
                    continue; // what was read may lie inside of what was read later
                }

                break;
            }

            foreach (var mark in FrameMarks.Of(direction, frame, Bytes))
            {
                if (mark.End > from && mark.Start < to)
                {
                    yield return (mark, frame.Found);
                }
            }
        }
    }

    /// <summary>The frames that end before this place, and have a number of their own between the two.</summary>
    public IEnumerable<(FrameMark Mark, long Found)> FoundLate(long before, long after, long upTo)
    {
        for (var i = frames.Count - 1; i >= 0; i--)
        {
            var frame = frames[i];
            if ((frame.Found > 0 ? frame.Found : ChunkBefore(frame.End)?.Seq ?? long.MaxValue) <= after)
            {
                break; // and so had those before it
            }

            if (frame.Found > 0 && frame.Found <= upTo && frame.End <= before)
            {
                foreach (var mark in FrameMarks.Of(direction, frame, Bytes))
                {
                    yield return (mark, frame.Found);
                }
            }
        }
    }

    private static FrameEntry Entry(in FoundFrame frame) =>
        new() { Start = frame.Start, Length = frame.Length, Kind = frame.Kind, Head = frame.Head, Tail = frame.Tail };

    private int FirstEndingAfter(long place)
    {
        var (low, high) = (0, frames.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = frames[middle].End <= place ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    private void Dropped(int bytes)
    {
        DroppedChunks++;
        DroppedBytes += bytes;
    }
}
