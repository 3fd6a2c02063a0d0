namespace WebChatBridge.Relay;

/// <summary>
/// Payloads of <see cref="MemoryLog"/>, one behind the other in pages that are used again: a message that is kept costs the
/// collector nothing. What was kept first is dropped first. Owner: the log, under its lock.
/// </summary>
internal sealed class MemoryPages
{
    private const int PageBytes = 262_144;
    private const int MostSpare = 16;

    private readonly Queue<Page> used = new();
    private readonly Stack<Page> spare = new();
    private Page filling = new(PageBytes);

    public MemoryPages() => used.Enqueue(filling);

    /// <summary>Copies it. The bytes stay until <see cref="DropOldest"/> has come to them.</summary>
    public ArraySegment<byte> Keep(ReadOnlySpan<byte> payload)
    {
        if (filling.Bytes.Length - filling.Filled < payload.Length)
        {
            filling = payload.Length > PageBytes ? new Page(payload.Length) : spare.TryPop(out var page) ? page : new Page(PageBytes);
            used.Enqueue(filling);
        }

        var place = new ArraySegment<byte>(filling.Bytes, filling.Filled, payload.Length);
        payload.CopyTo(place);
        filling.Filled += payload.Length;
        filling.Count++;
        return place;
    }

    /// <summary>The oldest payload is not needed any more.</summary>
    public void DropOldest()
    {
        while (used.Peek() is { Count: 0 } empty && empty != filling)
        {
            used.Dequeue(); // it was just begun when a payload came that did not fit into it
        }

        var oldest = used.Peek();
        if (--oldest.Count > 0)
        {
            return;
        }

        oldest.Filled = 0;
        if (oldest != filling)
        {
            used.Dequeue();
            if (oldest.Bytes.Length == PageBytes && spare.Count < MostSpare)
            {
                spare.Push(oldest);
            }
        }
    }

    // Pinned, so that the collector does not move what stays for long.
    private sealed class Page(int length)
    {
        public byte[] Bytes { get; } = GC.AllocateUninitializedArray<byte>(length, pinned: true);

        public int Filled { get; set; }

        public int Count { get; set; }
    }
}
