namespace WebChatBridge.Relay;

/// <summary>
/// Pages that are free for any ring. Those of the usual size are cut from large arrays and stay for good, as many as all rings
/// together ever had: what lives for seconds and dies by the thousand is what a collector likes least. Others are left to it.
/// </summary>
internal sealed class PagePool(int pageBytes)
{
    // Large enough not to be moved by the collector.
    private const int SlabBytes = 262_144;

    private readonly Lock gate = new();
    private readonly Stack<RingPage> free = new();

    public RingPage Rent(int bytes, in StreamPlaces begin)
    {
        var page = bytes == pageBytes ? Take() : new RingPage(GC.AllocateUninitializedArray<byte>(bytes), 0, bytes);
        page.Clear(begin);
        return page;
    }

    public void Return(RingPage page)
    {
        page.Clear(default);
        if (page.Size == pageBytes)
        {
            lock (gate)
            {
                free.Push(page);
            }
        }
    }

    private RingPage Take()
    {
        lock (gate)
        {
            if (free.Count == 0)
            {
                Cut();
            }

            return free.Pop();
        }
    }

    // Under the lock.
    private void Cut()
    {
        var slab = GC.AllocateUninitializedArray<byte>(Math.Max(pageBytes, SlabBytes / pageBytes * pageBytes));
        for (var start = 0; start < slab.Length; start += pageBytes)
        {
            free.Push(new RingPage(slab, start, pageBytes));
        }
    }
}
