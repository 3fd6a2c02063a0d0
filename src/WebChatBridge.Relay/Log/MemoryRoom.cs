using WebChatBridge.Protocol;

namespace WebChatBridge.Relay;

/// <summary>A room's part of <see cref="MemoryLog"/>. Its messages have no gaps, so a place in the queue follows from a number.</summary>
internal sealed class MemoryRoom(string name)
{
    public RingQueue<KeptMessage> Messages { get; } = new();

    public long LastSeq { get; set; }

    /// <summary>The newest message; null when none is left.</summary>
    public ChatMessage? Last => Messages.Count == 0 ? null : Copy(LastSeq);

    /// <summary>The number of the oldest message that is left.</summary>
    public long FirstSeq => LastSeq - Messages.Count + 1;

    public ChatMessage[] Forward(long after, int limit)
    {
        var start = Math.Max(after, FirstSeq - 1) + 1;
        return Slice(start, Math.Min(limit, LastSeq - start + 1));
    }

    public ChatMessage[] Backward(long before, int limit)
    {
        var end = Math.Min(before, LastSeq + 1);
        var start = Math.Max(FirstSeq, end - limit);
        return Slice(start, end - start);
    }

    private ChatMessage[] Slice(long start, long count)
    {
        if (count <= 0)
        {
            return [];
        }

        var slice = new ChatMessage[count];
        for (var i = 0; i < slice.Length; i++)
        {
            slice[i] = Copy(start + i);
        }

        return slice;
    }

    // The bytes, too: their page is used again.
    private ChatMessage Copy(long seq)
    {
        ref var kept = ref Messages[(int)(seq - FirstSeq)];
        return new ChatMessage { Room = name, Seq = seq, At = kept.At, From = kept.From, Payload = kept.Payload.ToArray(), Unterminated = kept.Unterminated };
    }
}
