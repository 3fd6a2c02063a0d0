namespace WebChatBridge.Relay;

/// <summary>Bytes waiting in all outboxes together.</summary>
internal sealed class OutboxTotal
{
    private long bytes;

    public long Bytes => Volatile.Read(ref bytes);

    public void Add(int change) => Interlocked.Add(ref bytes, change);
}
