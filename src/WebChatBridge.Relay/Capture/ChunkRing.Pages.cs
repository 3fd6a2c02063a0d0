namespace WebChatBridge.Relay;

/// <summary>The pages of a ring, and its bound. Everything here is under the ring's lock.</summary>
internal sealed partial class ChunkRing
{
    /// <summary>Forgets the oldest until it takes no more memory than that.</summary>
    internal void Shrink(int to)
    {
        lock (gate)
        {
            while (cost > to && pages.Count > 0)
            {
                DropPage();
            }
        }
    }

    // The page that so many bytes fit into; null when they, and those it would refer to, are too large to be kept at all.
    private RingPage? Turn(int bytes, int shared = 0)
    {
        if (page is { } now && now.Fits(bytes) && now.Charged + shared <= capture.SessionBytes / 4)
        {
            return now;
        }

        var before = page?.Size ?? 0;
        page = null;
        if (bytes + shared > capture.SessionBytes / 2)
        {
            return null; // the next page knows where the streams stand
        }

        var size = Math.Max(bytes, Math.Min(Math.Max(before * 2, FirstPage), capture.PageBytes));
        while (pages.Count > 0 && cost + size + shared + RingPage.BaseCost > capture.SessionBytes)
        {
            DropPage();
        }

        page = capture.Pages.Rent(size, places);
        pages.Add(page);
        Settle();
        capture.Relieve();
        return page;
    }

    private void DropPage()
    {
        var oldest = pages.RemoveFirst();
        droppedChunks += oldest.Chunks;
        droppedBytes += oldest.ChunkBytes;
        Charge(-oldest.Charged);
        page = oldest == page ? null : page;
        capture.Pages.Return(oldest);
    }

    // The newest page may have grown by what it refers to.
    private void Settle()
    {
        if (page is { } grown && grown.Cost != grown.Charged)
        {
            Charge(grown.Cost - grown.Charged);
            grown.Charged = grown.Cost;
            while (cost > capture.SessionBytes && pages.Count > 1)
            {
                DropPage();
            }
        }
    }

    private void Charge(int bytes)
    {
        Volatile.Write(ref cost, cost + bytes);
        capture.Charge(bytes);
    }
}
