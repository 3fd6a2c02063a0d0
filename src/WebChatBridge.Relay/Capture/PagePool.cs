namespace WebChatBridge.Relay;

/// <summary>Pages that are free for any ring: those of the usual size, so many of them at the most. Others are left to the collector.</summary>
internal sealed class PagePool(int pageBytes, int most)
{
    private readonly Lock gate = new();
    private readonly Stack<RingPage> free = new();

    public RingPage Rent(int bytes, in StreamPlaces begin)
    {
        RingPage? page = null;
        if (bytes == pageBytes)
        {
            lock (gate)
            {
                free.TryPop(out page);
            }
        }

        page ??= new RingPage(bytes);
        page.Clear(begin);
        return page;
    }

    public void Return(RingPage page)
    {
        page.Clear(default);
        if (page.Memory.Length != pageBytes)
        {
            return;
        }

        lock (gate)
        {
            if (free.Count < most)
            {
                free.Push(page);
            }
        }
    }
}
