using WebChatBridge.Protocol;

namespace WebChatBridge.Relay;

/// <summary>A part of a ring, copied.</summary>
/// <param name="Chunks">In the order of their numbers.</param>
/// <param name="Frames">The frames that have a byte in one of these chunks: in stream order, In before Out.</param>
/// <param name="Before">Whether kept chunks were left out before them.</param>
/// <param name="After">Whether kept chunks were left out after them.</param>
/// <param name="DroppedChunks">Chunks of the session that are not kept any more.</param>
/// <param name="DroppedBytes">Bytes of the session that are not kept any more.</param>
internal sealed record Captured(
    IReadOnlyList<Chunk> Chunks, IReadOnlyList<CapturedFrame> Frames, bool Before, bool After, long DroppedChunks, long DroppedBytes)
{
    public static Captured Nothing { get; } = new([], [], Before: false, After: false, 0, 0);
}
