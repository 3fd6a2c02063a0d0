namespace WebChatBridge.Protocol;

/// <summary>
/// Where one frame lies in a session's stream of one direction. <c>Start</c>, then <paramref name="Head"/> bytes of framing, then the
/// body, then <paramref name="Tail"/> bytes of framing, then <c>End</c>.
/// </summary>
/// <param name="Direction">Which stream.</param>
/// <param name="Start">Place of its first byte, from 0.</param>
/// <param name="End">Place just after its last byte.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Head">Bytes of framing before the body: 64 for <c>header64</c>, else mostly 0.</param>
/// <param name="Tail">Bytes of framing after the body: 1 for LF or NUL, 2 for CR LF, 0 for an unterminated line.</param>
/// <param name="Room">The room of the message; null for what is none, or was not stored.</param>
/// <param name="Seq">The sequence number of the message in its room; null for what is none, or was not stored.</param>
public sealed record FrameMark(Direction Direction, long Start, long End, FrameKind Kind, int Head = 0, int Tail = 0, string? Room = null, long? Seq = null);
