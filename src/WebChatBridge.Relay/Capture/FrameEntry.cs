using System.Runtime.InteropServices;
using WebChatBridge.Protocol;

namespace WebChatBridge.Relay;

/// <summary>A frame in a <see cref="Track"/>; or, with a <see cref="Spelled"/>, all those of a stretch of messages.</summary>
[StructLayout(LayoutKind.Auto)]
internal record struct FrameEntry
{
    public long Start { get; init; }

    public int Length { get; init; }

    public FrameKind Kind { get; init; }

    /// <summary>Framing around the body, where it was read; what was written says it itself.</summary>
    public int Head { get; init; }

    public byte Tail { get; init; }

    /// <summary>Who wrote it; null where it was read.</summary>
    public IDialect? Dialect { get; init; }

    /// <summary>The name of the room of the message, or the <see cref="Spelled"/> the messages are of; null for neither.</summary>
    public object? Of { get; set; }

    /// <summary>The sequence number of the message; of a <see cref="Spelled"/> which of its messages is the first.</summary>
    public long Seq { get; set; }

    /// <summary>Its number, where it was found only after its last chunk; else 0.</summary>
    public long Found { get; init; }

    public readonly long End => Start + Length;
}
