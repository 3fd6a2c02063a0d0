using WebChatBridge.Protocol;

namespace WebChatBridge.Server;

/// <summary>One segment as it could have been on the wire.</summary>
/// <param name="At">When, in microseconds since 1970-01-01 UTC.</param>
/// <param name="Direction">In: from the client.</param>
/// <param name="Sequence">Sequence number.</param>
/// <param name="Acknowledged">Acknowledgement number; 0 without <see cref="TcpFlags.Ack"/>.</param>
/// <param name="Comment">What a reader of the capture is told about it; null for nothing.</param>
internal readonly record struct TcpSegment(
    long At, Direction Direction, TcpFlags Flags, uint Sequence, uint Acknowledged, ReadOnlyMemory<byte> Payload, string? Comment = null);
