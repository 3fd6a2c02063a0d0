namespace WebChatBridge.Relay;

/// <summary>Bytes in one pooled piece, given back when they are taken. Owner: the outbox, under its lock.</summary>
internal sealed class WaitingBytes
{
    private byte[] buffer = [];

    public int Count { get; private set; }

    public void Append(ReadOnlySpan<byte> bytes)
    {
        if (buffer.Length < Count + bytes.Length)
        {
            var larger = SendBuffers.Rent(Count + bytes.Length);
            buffer.AsSpan(0, Count).CopyTo(larger);
            SendBuffers.Return(buffer);
            buffer = larger;
        }

        bytes.CopyTo(buffer.AsSpan(Count));
        Count += bytes.Length;
    }

    /// <summary>Hands over all of it; who takes it returns the buffer.</summary>
    public ArraySegment<byte> Take()
    {
        var taken = new ArraySegment<byte>(buffer, 0, Count);
        (buffer, Count) = ([], 0);
        return taken;
    }

    /// <summary>Hands over the first so many; who takes them returns the buffer.</summary>
    public ArraySegment<byte> Take(int count)
    {
        if (count == 0)
        {
            return ArraySegment<byte>.Empty;
        }

        var all = Take();
        Append(all.AsSpan(count));
        return all[..count];
    }

    /// <summary>Throws them away. Answers how many they were.</summary>
    public int Drop()
    {
        var dropped = Take();
        SendBuffers.Return(dropped.Array!);
        return dropped.Count;
    }
}
