namespace WebChatBridge.Relay;

/// <summary>Where the next record goes. Everything here is under the ring's lock.</summary>
internal sealed partial class ChunkRing
{
    /// <summary>Forgets the oldest until it takes no more memory than that.</summary>
    internal void Shrink(int to)
    {
        lock (gate)
        {
            Tell();
            while (Cost > to && pages.Any)
            {
                pages.DropOldest();
            }

            if (!pages.Any)
            {
                Leave();
            }
        }
    }

    private RecordWriter Begin() => new(memory.AsSpan(position, limit - position));

    // When its session is heard of again, a thousand others may have been: by then the place of the next record is to be in the cache.
    private void End(in RecordWriter record)
    {
        position += record.Length;
        CacheLines.Fetch(memory, position);
    }

    // The mark is set before the number is taken, so that nobody who knows the number passes by.
    private long Number()
    {
        Volatile.Write(ref newest, Now);
        return capture.NextNumber();
    }

    private void Number(ref RecordWriter record, DateTimeOffset time)
    {
        var (seq, at) = (Number(), Microseconds(time));
        record.Number(seq - places.Seq);
        record.Step(at - places.At);
        (places.Seq, places.At) = (seq, at);
    }

    // A chunk that is too large to be kept has a number all the same.
    private void Lose(int bytes)
    {
        places.Seq = Number();
        pages.Lose(bytes);
    }

    // Whether there is room for so many bytes; not when they, with what they refer to, are too large to be kept at all: then no page is
    // open, and the next one knows where the streams stand.
    private bool Turn(int bytes, int shared = 0, bool refers = false) =>
        limit - position >= bytes && (!refers || Refers(shared)) || TurnPage(bytes, shared, refers);

    private bool Refers(int shared) => page!.Refers && page.Charged + shared <= capture.SessionBytes / 4;

    private bool TurnPage(int bytes, int shared, bool refers)
    {
        Tell();
        if (page is { } now && (!refers || Refers(shared)) && now.Used + bytes <= capture.PageBytes)
        {
            Open(pages.Grow(now.Used + bytes));
            return true;
        }

        Leave();
        if (bytes + shared > capture.SessionBytes / 2)
        {
            return false;
        }

        // Who has said little so far is not given much.
        var likely = (int)Math.Min((places.Came + places.Written) / 4, capture.PageBytes);
        Open(pages.Add(Math.Max(bytes, likely), shared, places));
        (dialect, room, chunks) = (null, null, 0);
        capture.Relieve();
        return true;
    }

    private void Open(RingPage opened) =>
        (page, memory, position, limit) = (opened, opened.Memory, opened.Start + opened.Used, opened.Start + opened.Size);

    private void Leave() => (page, memory, position, limit) = (null, [], 0, 0);

    // What the page does not know because it is not looked at for every record.
    private void Tell()
    {
        if (page is { } told)
        {
            told.Used = position - told.Start;
            told.Chunks = chunks;
            told.ChunkBytes = places.Came - told.Begin.Came + places.Written - told.Begin.Written;
            told.Newest = places.Seq > told.Begin.Seq ? places.Seq : 0;
        }
    }
}
