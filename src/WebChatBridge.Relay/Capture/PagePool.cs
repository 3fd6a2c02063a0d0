namespace WebChatBridge.Relay;

/// <summary>
/// Pages that are free for any ring, in the usual size and some halves of it. They are cut from large arrays and stay for good, as
/// many as all rings together ever had: what lives for seconds and dies by the thousand is what a collector likes least. Larger ones
/// are left to it.
/// </summary>
internal sealed class PagePool
{
    // Large enough not to be moved by the collector; and few, because every look into one begins with its length, which is to stay in
    // the cache. What of it is not used yet takes no memory.
    private const int SlabBytes = 4_194_304;

    // What somebody says and hears who only looks in.
    private const int SmallestBytes = 256;

    private readonly Lock gate = new();
    private readonly int pageBytes;
    private readonly Stack<RingPage>[] free;
    private readonly (byte[] Slab, int Used)[] uncut;

    public PagePool(int pageBytes)
    {
        this.pageBytes = pageBytes;
        var sizes = 1;
        while (pageBytes >> sizes >= SmallestBytes)
        {
            sizes++;
        }

        free = [.. Enumerable.Range(0, sizes).Select(static _ => new Stack<RingPage>())];
        uncut = [.. Enumerable.Range(0, sizes).Select(static _ => (Array.Empty<byte>(), 0))];
    }

    /// <summary>A page with room for so many bytes, not more than that needs.</summary>
    public RingPage Rent(int bytes)
    {
        if (bytes > pageBytes)
        {
            return new RingPage(GC.AllocateUninitializedArray<byte>(bytes), 0, bytes);
        }

        var halves = 0;
        while (halves + 1 < free.Length && pageBytes >> (halves + 1) >= bytes)
        {
            halves++;
        }

        lock (gate)
        {
            return free[halves].TryPop(out var page) ? page : Cut(pageBytes >> halves, ref uncut[halves]);
        }
    }

    public void Return(RingPage page)
    {
        page.Clear();
        if (page.Size <= pageBytes)
        {
            lock (gate)
            {
                free[int.Log2(pageBytes / page.Size)].Push(page);
            }
        }
    }

    // Under the lock.
    private static RingPage Cut(int size, ref (byte[] Slab, int Used) rest)
    {
        if (rest.Slab.Length - rest.Used < size)
        {
            rest = (GC.AllocateUninitializedArray<byte>(SlabBytes), 0);
        }

        var page = new RingPage(rest.Slab, rest.Used, size);
        rest.Used += size;
        return page;
    }
}
