namespace WebChatBridge.Protocol;

/// <summary>What the relay can do to a session on purpose, so that its program can be seen to cope.</summary>
public enum MisbehaviourKind
{
    /// <summary>Writes leave in pieces of <c>Bytes</c>, with <c>Gap</c> between them.</summary>
    Slice,

    /// <summary>So many <c>Messages</c> leave in one write; fewer after <c>Gap</c>.</summary>
    Merge,

    /// <summary>Each write leaves <c>Gap</c> late.</summary>
    Delay,

    /// <summary>Nothing it sends is read: its sends will block.</summary>
    StopReading,

    /// <summary>The connection is reset (RST), now and without a goodbye.</summary>
    Reset,

    /// <summary>The relay ends its side (FIN) without a goodbye, and goes on reading.</summary>
    FinOnly,
}
