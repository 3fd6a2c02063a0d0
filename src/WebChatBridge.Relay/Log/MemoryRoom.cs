using WebChatBridge.Protocol;

namespace WebChatBridge.Relay;

/// <summary>A room's part of <see cref="MemoryLog"/>. Its messages have no gaps, so a place in the queue follows from a number.</summary>
internal sealed class MemoryRoom
{
    public RingQueue<ChatMessage> Messages { get; } = new();

    public long LastSeq { get; set; }

    private long FirstSeq => LastSeq - Messages.Count + 1;

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
            slice[i] = Messages[(int)(start - FirstSeq) + i];
        }

        return slice;
    }
}
