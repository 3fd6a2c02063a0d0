using System.Numerics;

namespace WebChatBridge.Relay;

/// <summary>
/// Buffers for what waits in outboxes and is on its way. The shared pool keeps 32 of a size for each core; a room of a hundred readers
/// has two hundred in use at once. What nobody needed for a while is given up. Anybody may call it.
/// </summary>
/// <param name="most">More than so many bytes held at once are too much; nor are more kept, those held among them.</param>
internal sealed class SendBuffers(long most = long.MaxValue)
{
    private const int Smallest = 256;
    private const int Sizes = 11; // the largest is 256 KiB

    // What is much of the memory the collector must not move: while it does, it is there twice.
    private const int LeastPinned = 4_096;

    private readonly Shelf[] shelves = [.. Enumerable.Range(0, Sizes).Select(static size => new Shelf(Smallest << size))];
    private long owned; // held or kept: it changes only with what is made and given up
    private long held;
    private long leaving;

    /// <summary>Bytes of the buffers that somebody has, however full they are.</summary>
    public long Held => Volatile.Read(ref held);

    /// <summary>Bytes among them whose readers are being closed because there was too much: they will be back soon.</summary>
    public long Leaving => Volatile.Read(ref leaving);

    /// <summary>Bytes held without those. Whoever leaves is counted out last: it may be too few for a moment, never too many.</summary>
    public long Staying
    {
        get
        {
            var soon = Leaving;
            return Held - soon;
        }
    }

    /// <summary>Called, by whoever looks, when too much is held.</summary>
    public Action? Exceeded { get; set; }

    /// <summary>One of at least so many bytes. Who has got more waiting by it calls <see cref="Look"/> when it holds no lock.</summary>
    public byte[] Rent(int length)
    {
        var shelf = ShelfFor(length);
        var buffer = (shelf < Sizes ? shelves[shelf].Take() : null) ?? Make(shelf, length);
        Interlocked.Add(ref held, buffer.Length);
        return buffer;
    }

    /// <summary>It is not needed any more. An empty one is no trouble.</summary>
    public void Return(byte[] buffer)
    {
        if (buffer.Length == 0)
        {
            return;
        }

        Interlocked.Add(ref held, -buffer.Length);
        var shelf = ShelfFor(buffer.Length);
        if (shelf < Sizes)
        {
            shelves[shelf].Put(buffer);
        }
        else
        {
            Interlocked.Add(ref owned, -buffer.Length);
        }
    }

    /// <summary>Those of a reader who is being closed: so many more, or fewer, will be back soon.</summary>
    public void Leave(int bytes) => Interlocked.Add(ref leaving, bytes);

    /// <summary>Has something done about it when too much is held. Called without a lock.</summary>
    public void Look()
    {
        if (Held > most && Staying > most)
        {
            Exceeded?.Invoke();
        }
    }

    /// <summary>Gives up half of those that nobody took since this was called last. Called every few seconds.</summary>
    public void Trim()
    {
        foreach (var shelf in shelves)
        {
            Interlocked.Add(ref owned, -shelf.Trim());
        }
    }

    // When all together would be too much: one of twice the size that is kept, or a new one in place of kept ones, the largest first.
    private byte[] Make(int shelf, int length)
    {
        var size = shelf < Sizes ? Smallest << shelf : length;
        var all = Interlocked.Add(ref owned, size);
        if (all > most && shelf + 1 < Sizes && shelves[shelf + 1].Take() is { } twice)
        {
            Interlocked.Add(ref owned, -size);
            return twice;
        }

        for (var other = Sizes - 1; other >= 0 && all > most;)
        {
            if (shelves[other].Take() is { } kept)
            {
                all = Interlocked.Add(ref owned, -kept.Length);
            }
            else
            {
                other--;
            }
        }

        return GC.AllocateUninitializedArray<byte>(size, pinned: size >= LeastPinned);
    }

    private static int ShelfFor(int length) => BitOperations.Log2((uint)(Math.Max(length, Smallest) - 1) / Smallest * 2 | 1);

    private sealed class Shelf(int length)
    {
        private readonly Lock gate = new();
        private readonly Stack<byte[]> buffers = new();
        private int untouched;

        public int Length => length;

        public byte[]? Take()
        {
            lock (gate)
            {
                if (buffers.TryPop(out var buffer))
                {
                    untouched = Math.Min(untouched, buffers.Count);
                    return buffer;
                }
            }

            return null;
        }

        public void Put(byte[] buffer)
        {
            lock (gate)
            {
                buffers.Push(buffer);
            }
        }

        /// <summary>Answers how many bytes it gave up.</summary>
        public long Trim()
        {
            lock (gate)
            {
                var given = (untouched + 1) / 2;
                for (var left = given; left > 0; left--)
                {
                    buffers.Pop();
                }

                untouched = buffers.Count;
                return (long)given * length;
            }
        }
    }
}
