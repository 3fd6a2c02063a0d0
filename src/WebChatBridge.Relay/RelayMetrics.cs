namespace WebChatBridge.Relay;

/// <summary>Counters since the start. Each has one writer; anybody may read.</summary>
public sealed class RelayMetrics
{
    private long accepted;
    private long delivered;
    private long commands;

    /// <summary>Messages that are in the log.</summary>
    public long Accepted => Volatile.Read(ref accepted);

    /// <summary>Messages put on their way, once for each recipient.</summary>
    public long Delivered => Volatile.Read(ref delivered);

    /// <summary>What sessions did and asked for, whatever it was: came, spoke, left.</summary>
    public long Commands => Volatile.Read(ref commands);

    internal void Stored(int messages) => Volatile.Write(ref accepted, accepted + messages);

    internal void Sent(int messages) => Volatile.Write(ref delivered, delivered + messages);

    internal void Handled(int more) => Volatile.Write(ref commands, commands + more);
}
