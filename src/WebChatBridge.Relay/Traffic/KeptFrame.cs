using WebChatBridge.Protocol;

namespace WebChatBridge.Relay;

/// <summary>A frame that is kept, with its bytes and the chunk it ended in.</summary>
/// <param name="Mark">Where it lies and what it is.</param>
/// <param name="Seq">Number of the chunk in which it ended.</param>
/// <param name="At">That chunk's time, in microseconds since 1970-01-01 UTC.</param>
/// <param name="Bytes">All of it, framing included; without those at its beginning that are not kept any more.</param>
/// <param name="Note">What was done on purpose to the chunk in which it ended.</param>
internal sealed record KeptFrame(FrameMark Mark, long Seq, long At, ReadOnlyMemory<byte> Bytes, string? Note = null);
