namespace WebChatBridge.Promises.Tests;

/// <summary>One thing a client was sent. Valid only while it is being heard: it points into the buffer of the read.</summary>
internal readonly ref struct Heard
{
    public HeardKind Kind { get; init; }

    /// <summary>Place in the room; 0 where the dialect does not tell.</summary>
    public long Seq { get; init; }

    /// <summary>The body of a message without its sender's name, the id of an ack, the words of a goodbye or notice.</summary>
    public ReadOnlySpan<byte> Body { get; init; }
}
