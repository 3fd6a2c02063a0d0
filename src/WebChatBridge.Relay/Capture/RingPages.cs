namespace WebChatBridge.Relay;

/// <summary>The pages of a ring, the oldest first, and its bound. Under the ring's lock, but for what it costs.</summary>
internal sealed class RingPages(Capture capture)
{
    private RingPage? oldest;
    private RingPage? newest;
    private int cost = ChunkRing.BaseCost;

    /// <summary>Memory they take. Needs no lock.</summary>
    public int Cost => Volatile.Read(ref cost);

    /// <summary>The one that is written.</summary>
    public RingPage? Newest => newest;

    /// <summary>Whether there is any.</summary>
    public bool Any => oldest is not null;

    public long DroppedChunks { get; private set; }

    public long DroppedBytes { get; private set; }

    /// <summary>A new one behind the others, with room for so many bytes; the oldest make place for it, and for what it is to refer to.</summary>
    public RingPage Add(int bytes, int shared, in StreamPlaces begin)
    {
        var page = capture.Pages.Rent(bytes);
        page.Begin = begin;
        Bound(page.Cost + shared);
        oldest ??= page;
        newest?.Next = page;
        newest = page;
        Settle();
        return page;
    }

    /// <summary>The newest with room for so many bytes, its records in the same places of it.</summary>
    public RingPage Grow(int bytes)
    {
        var small = newest!;
        newest = capture.Pages.Rent(bytes);
        newest.Succeed(small);
        if (oldest == small)
        {
            oldest = newest;
        }
        else
        {
            Before(small).Next = newest;
        }

        capture.Pages.Return(small);
        Settle();
        return newest;
    }

    public void DropOldest()
    {
        var dropped = oldest!;
        DroppedChunks += dropped.Chunks;
        DroppedBytes += dropped.ChunkBytes;
        Charge(-dropped.Charged);
        oldest = dropped.Next;
        newest = oldest is null ? null : newest;
        capture.Pages.Return(dropped);
    }

    /// <summary>A chunk is not kept at all.</summary>
    public void Lose(int bytes)
    {
        DroppedChunks++;
        DroppedBytes += bytes;
    }

    /// <summary>The newest page may have grown by what it refers to.</summary>
    public void Settle()
    {
        if (newest is { } grown && grown.Cost != grown.Charged)
        {
            Charge(grown.Cost - grown.Charged);
            grown.Charged = grown.Cost;
            while (cost > capture.SessionBytes && oldest != newest)
            {
                DropOldest();
            }
        }
    }

    public List<RingPage> ToList()
    {
        var all = new List<RingPage>();
        for (var page = oldest; page is not null; page = page.Next)
        {
            all.Add(page);
        }

        return all;
    }

    // Only the first pages of a ring grow, so they are few.
    private RingPage Before(RingPage page)
    {
        var before = oldest!;
        while (before.Next != page)
        {
            before = before.Next!;
        }

        return before;
    }

    private void Bound(int more)
    {
        while (oldest is not null && cost + more > capture.SessionBytes)
        {
            DropOldest();
        }
    }

    private void Charge(int bytes)
    {
        Volatile.Write(ref cost, cost + bytes);
        capture.Charge(bytes);
    }
}
