namespace WebChatBridge.Relay;

/// <summary>What a record of a ring says.</summary>
internal enum RecordTag : byte
{
    /// <summary>One recv: its frames, then its bytes.</summary>
    Received,

    /// <summary>Frames that were found later, in a silence or at the FIN.</summary>
    Framed,

    /// <summary>The frame that ends at <c>At</c> is message <c>Seq</c> of a room.</summary>
    Placed,

    /// <summary>Other frames in the place of all that were found so far.</summary>
    Decoded,

    /// <summary>Bytes on their way: one event, or a part of a stream.</summary>
    Appended,

    /// <summary>Messages on their way, which lie in a <see cref="Spelled"/> from its message <c>Count</c> on.</summary>
    Shared,

    /// <summary>So many bytes on their way were thrown away, the last ones.</summary>
    Dropped,

    /// <summary>One write, of the next bytes that were on their way.</summary>
    Written,
}
