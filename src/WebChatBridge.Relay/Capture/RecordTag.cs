namespace WebChatBridge.Relay;

/// <summary>
/// What a record of a ring says: the lowest three bits of its first byte. The fourth is set where it need not name again what it is
/// about; the others are a <see cref="Protocol.FrameKind"/>. What follows is written in order, numbers as in <see cref="RecordWriter"/>.
/// </summary>
internal enum RecordTag : byte
{
    /// <summary>One recv: steps of the number and the time, length, how many frames, those, the bytes.</summary>
    Received,

    /// <summary>Frames that were found later, in a silence or at the FIN: step of the number, how many, those.</summary>
    Framed,

    /// <summary>A frame of those that came is a message of a room: the room unless it is known, its end from that of the newest frame, the message.</summary>
    Placed,

    /// <summary>Other frames in the place of all that were found so far: how many, those.</summary>
    Decoded,

    /// <summary>Bytes on their way, one event or a part of a stream: whose words and the room unless they are known, the message, length, the bytes.</summary>
    Appended,

    /// <summary>Messages on their way, which lie in a <see cref="Spelled"/>: that, the first of them, length.</summary>
    Shared,

    /// <summary>So many bytes on their way were thrown away, the last ones.</summary>
    Dropped,

    /// <summary>One write, of the next bytes that were on their way: steps of the number and the time, length, the note unless there is none.</summary>
    Written,
}
