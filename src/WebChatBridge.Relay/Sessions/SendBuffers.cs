using System.Numerics;

namespace WebChatBridge.Relay;

/// <summary>
/// Buffers for what waits in outboxes and is on its way. The shared pool keeps 32 of a size for each core; a room of a hundred readers
/// has two hundred in use at once. What nobody needed for a while is given up. Anybody may call it.
/// </summary>
internal static class SendBuffers
{
    private const int Smallest = 256;
    private const int Sizes = 11; // the largest is 256 KiB
    private const long MostKept = 33_554_432;

    private static readonly Shelf[] Shelves = [.. Enumerable.Range(0, Sizes).Select(static size => new Shelf(Smallest << size))];
    private static long kept;

    /// <summary>One of at least so many bytes.</summary>
    public static byte[] Rent(int length)
    {
        var shelf = ShelfFor(length);
        return shelf < Sizes ? Shelves[shelf].Take() : GC.AllocateUninitializedArray<byte>(length);
    }

    /// <summary>It is not needed any more. An empty one is no trouble.</summary>
    public static void Return(byte[] buffer)
    {
        var shelf = ShelfFor(buffer.Length);
        if (buffer.Length > 0 && shelf < Sizes && Shelves[shelf].Length == buffer.Length && Volatile.Read(ref kept) + buffer.Length <= MostKept)
        {
            Shelves[shelf].Put(buffer);
        }
    }

    /// <summary>Gives up half of those that nobody took since this was called last. Called every few seconds.</summary>
    public static void Trim()
    {
        foreach (var shelf in Shelves)
        {
            shelf.Trim();
        }
    }

    private static int ShelfFor(int length) => BitOperations.Log2((uint)(Math.Max(length, Smallest) - 1) / Smallest * 2 | 1);

    private sealed class Shelf(int length)
    {
        private readonly Lock gate = new();
        private readonly Stack<byte[]> buffers = new();
        private int untouched;

        public int Length => length;

        public byte[] Take()
        {
            lock (gate)
            {
                if (buffers.TryPop(out var buffer))
                {
                    untouched = Math.Min(untouched, buffers.Count);
                    Interlocked.Add(ref kept, -length);
                    return buffer;
                }
            }

            return GC.AllocateUninitializedArray<byte>(length);
        }

        public void Put(byte[] buffer)
        {
            lock (gate)
            {
                buffers.Push(buffer);
            }

            Interlocked.Add(ref kept, length);
        }

        public void Trim()
        {
            lock (gate)
            {
                for (var given = (untouched + 1) / 2; given > 0; given--)
                {
                    buffers.Pop();
                    Interlocked.Add(ref kept, -length);
                }

                untouched = buffers.Count;
            }
        }
    }
}
