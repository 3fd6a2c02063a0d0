namespace WebChatBridge.Relay;

/// <summary>
/// Bytes in pooled pieces: the first grows, by copying, up to a size; who waits for more is slow and gets more of that size, so that
/// what one gives back is what another needs, and nothing is left behind. Owner: the outbox, under its lock.
/// </summary>
internal sealed class WaitingBytes(SendBuffers buffers)
{
    private const int PieceBytes = 32_768;
    private const int SmallBytes = 4_096;
    private const int Growth = 4;

    private Queue<ArraySegment<byte>>? full;
    private byte[] last = [];
    private int filled;

    public int Count { get; private set; }

    /// <summary>Bytes of the pieces, full or not.</summary>
    public int Held { get; private set; }

    /// <summary>Appends whole frames: they are in one piece.</summary>
    public void Append(ReadOnlySpan<byte> frames)
    {
        if (last.Length - filled < frames.Length)
        {
            MakeRoom(frames.Length);
        }

        frames.CopyTo(last.AsSpan(filled));
        filled += frames.Length;
        Count += frames.Length;
    }

    /// <summary>Hands over the first piece, which is of whole frames; who takes it returns the buffer.</summary>
    public ArraySegment<byte> Take()
    {
        var taken = new ArraySegment<byte>(last, 0, filled);
        if (full is null)
        {
            (last, filled) = ([], 0);
        }
        else
        {
            taken = full.Dequeue();
            full = full.Count == 0 ? null : full;
        }

        Held -= taken.Array!.Length;
        Count -= taken.Count;
        return taken;
    }

    /// <summary>Hands over the first so many; who takes them returns the buffer.</summary>
    public ArraySegment<byte> Take(int count)
    {
        if (count == 0)
        {
            return ArraySegment<byte>.Empty;
        }

        var all = full is null ? Take() : TakeAll();
        if (count < all.Count)
        {
            Append(all.AsSpan(count));
        }

        return all[..count];
    }

    /// <summary>Throws them away. Answers how many they were.</summary>
    public int Drop()
    {
        var dropped = Count;
        while (Count > 0)
        {
            buffers.Return(Take().Array!);
        }

        return dropped;
    }

    private void MakeRoom(int bytes)
    {
        if (full is null && filled + bytes <= PieceBytes)
        {
            var larger = buffers.Rent(SizeFor(filled + bytes));
            last.AsSpan(0, filled).CopyTo(larger);
            Held += larger.Length - last.Length;
            buffers.Return(last);
            last = larger;
            return;
        }

        if (filled > 0)
        {
            (full ??= new Queue<ArraySegment<byte>>()).Enqueue(new ArraySegment<byte>(last, 0, filled));
        }

        (last, filled) = (buffers.Rent(Math.Max(bytes, PieceBytes)), 0);
        Held += last.Length;
    }

    // Sizes that all have in common are used again by whoever grows next.
    private int SizeFor(int needed) => last.Length == 0 ? needed
        : needed > SmallBytes ? PieceBytes
        : Math.Max(needed, Math.Min(last.Length * Growth, SmallBytes));

    private ArraySegment<byte> TakeAll()
    {
        var (all, at) = (new ArraySegment<byte>(buffers.Rent(Count), 0, Count), 0);
        while (Count > 0)
        {
            var piece = Take();
            piece.CopyTo(all[at..]);
            at += piece.Count;
            buffers.Return(piece.Array!);
        }

        return all;
    }
}
