using WebChatBridge.Protocol;

namespace WebChatBridge.Relay;

/// <summary>One direction of a session's stream as far as it is kept: bytes, the chunks they went in, the frames in them. Owner: its ring.</summary>
internal sealed class Track(Direction direction, int largestPage)
{
    private readonly RingQueue<ChunkEntry> chunks = new();
    private readonly RingQueue<FrameEntry> frames = new();

    public KeptBytes Bytes { get; } = new(largestPage);

    public RingQueue<ChunkEntry> Chunks => chunks;

    public Direction Direction => direction;

    /// <summary>Memory it takes.</summary>
    public int Cost => Bytes.Cost + chunks.Count * ChunkEntry.Cost + frames.Count * FrameEntry.Cost;

    /// <summary>Place just after the last chunk: where the next one begins.</summary>
    public long Done { get; private set; }

    public long DroppedChunks { get; private set; }

    public long DroppedBytes { get; private set; }

    /// <summary>The number of the oldest chunk; none is greater than any.</summary>
    public long Oldest => chunks.Count == 0 ? long.MaxValue : chunks[0].Seq;

    /// <summary>The next bytes of the stream went over the wire.</summary>
    public void AddChunk(long seq, long at, int length, string? note)
    {
        if (Done < Bytes.Start)
        {
            Dropped(length); // they had to be forgotten while they waited
        }
        else
        {
            chunks.Add(new ChunkEntry(seq, at, Done, length, note));
        }

        Done += length;
    }

    public void AddFrame(in FrameEntry frame) => frames.Add(frame);

    /// <summary>Forgets the oldest chunk or, where there is none, the oldest bytes that wait. False when there is nothing.</summary>
    public bool DropFirst()
    {
        if (chunks.Count > 0)
        {
            var first = chunks.RemoveFirst();
            Dropped(first.Length);
            DropUntil(first.End);
            return true;
        }

        if (Bytes.End == Bytes.Start)
        {
            return false;
        }

        DropUntil(Bytes.FirstEnd);
        return true;
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

    public void Clear()
    {
        while (chunks.Count > 0)
        {
            Dropped(chunks.RemoveFirst().Length);
        }

        chunks.Clear();
        frames.Clear();
        Bytes.DropUntil(Bytes.End);
    }

    /// <summary>The message in the frame that ends here has its place in a room now.</summary>
    public void Place(long end, string room, long seq)
    {
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
    public void Replace(IReadOnlyList<FrameEntry> others)
    {
        var known = new Dictionary<long, FrameEntry>();
        for (var i = 0; i < frames.Count; i++)
        {
            known[frames[i].End] = frames[i];
        }

        frames.Clear();
        foreach (var other in others)
        {
            frames.Add(other.Kind == FrameKind.Message && known.TryGetValue(other.End, out var was) && was.Kind == FrameKind.Message
                ? other with { Of = was.Of, Seq = was.Seq }
                : other);
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

    private void DropUntil(long place)
    {
        Bytes.DropUntil(place);
        while (frames.Count > 0 && frames[0].End <= place)
        {
            frames.RemoveFirst();
        }
    }

    private void Dropped(int bytes)
    {
        DroppedChunks++;
        DroppedBytes += bytes;
    }
}
