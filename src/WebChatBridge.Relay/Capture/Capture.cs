namespace WebChatBridge.Relay;

/// <summary>
/// Everything that is captured: it numbers the chunks of all sessions and keeps all rings together within their bound. When they
/// are over it, those of closed sessions go first, the oldest first; then the largest are cut.
/// </summary>
internal sealed class Capture(CaptureOptions options) : IThreadPoolWorkItem
{
    // Cut a little deeper than the bound, so that it is not looked for again at once.
    private const int Spare = 8;

    private readonly Lock gate = new();
    private readonly HashSet<ChunkRing> open = [];
    private readonly Queue<ChunkRing> closed = new();
    private long numbers;
    private long cost;
    private long stuck;
    private int relieving;

    /// <summary>Whether anything is kept.</summary>
    public bool On => options is { SessionBytes: > 0, TotalBytes: > 0 };

    /// <summary>The bound of one ring.</summary>
    public int SessionBytes => options.SessionBytes;

    /// <summary>What a ring takes at a time.</summary>
    public int PageBytes { get; } = PageOf(options);

    /// <summary>Pages nobody has.</summary>
    public PagePool Pages { get; } = new(PageOf(options));

    /// <summary>Shared arrays nobody holds.</summary>
    public SpelledPool Spelled { get; } = new();

    /// <summary>
    /// The number given last, over all sessions. To find every chunk up to it: take it first, then ask each ring.
    /// </summary>
    public long Newest => Volatile.Read(ref numbers);

    /// <summary>Memory of all rings.</summary>
    public long Cost => Volatile.Read(ref cost);

    /// <summary>A ring for a session that opens; null when nothing is kept.</summary>
    public ChunkRing? Open(long session)
    {
        if (!On)
        {
            return null;
        }

        var ring = new ChunkRing(this, session);
        lock (gate)
        {
            open.Add(ring);
        }

        return ring;
    }

    /// <summary>Its session has ended: it is kept for as long as there is room.</summary>
    public void Close(ChunkRing? ring)
    {
        lock (gate)
        {
            if (ring is not null && open.Remove(ring))
            {
                closed.Enqueue(ring);
            }
        }
    }

    /// <summary>The oldest closed session is no longer shown.</summary>
    public void Forget(ChunkRing? ring)
    {
        ring?.Shrink(0);
        lock (gate)
        {
            while (closed.TryPeek(out var first) && first.Cost <= ChunkRing.BaseCost)
            {
                closed.Dequeue();
            }
        }
    }

    /// <summary>Some number after all before it.</summary>
    public long NextNumber() => Interlocked.Increment(ref numbers);

    /// <summary>A ring has grown or shrunk by so many bytes.</summary>
    public void Charge(int bytes) => Interlocked.Add(ref cost, bytes);

    /// <summary>Has the rings cut, on the thread pool, when they are over their bound together.</summary>
    public void Relieve()
    {
        if (Cost > Math.Max(options.TotalBytes, Volatile.Read(ref stuck)) && Interlocked.Exchange(ref relieving, 1) == 0)
        {
            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
        }
    }

    void IThreadPoolWorkItem.Execute()
    {
        Cut();

        // What the rings take when they are empty cannot be cut: not to be tried again for every chunk.
        Volatile.Write(ref stuck, Cost + (options.TotalBytes / Spare));
        Volatile.Write(ref relieving, 0);
    }

    /// <summary>Cuts the rings to a little less than their bound.</summary>
    internal void Cut()
    {
        var target = options.TotalBytes - (options.TotalBytes / Spare);
        List<ChunkRing> rings;
        lock (gate)
        {
            while (Cost > target && closed.TryDequeue(out var oldest))
            {
                oldest.Shrink(0);
            }

            rings = [.. open];
        }

        if (Cost <= target)
        {
            return;
        }

        var level = Level([.. rings.Select(static ring => ring.Cost)], target);
        foreach (var ring in rings)
        {
            if (ring.Cost > level)
            {
                ring.Shrink(level);
            }
        }
    }

    /// <summary>The largest size such that all, cut to it, are no more than the target. Pure.</summary>
    internal static int Level(int[] sizes, long target)
    {
        Array.Sort(sizes);
        var left = target;
        for (var i = 0; i < sizes.Length; i++)
        {
            var share = left / (sizes.Length - i);
            if (sizes[i] > share)
            {
                return (int)Math.Max(0, share);
            }

            left -= sizes[i];
        }

        return int.MaxValue;
    }

    // Small against the bound of a ring.
    private static int PageOf(CaptureOptions options) => Math.Clamp(options.SessionBytes / 32, 256, 4_096);
}
