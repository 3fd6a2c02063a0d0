using System.Runtime.InteropServices;

namespace WebChatBridge.Relay;

/// <summary>A read or a write in a <see cref="Track"/>: its bytes are a range of the stream.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct ChunkEntry(long Seq, long At, long Start, int Length, string? Note)
{
    public long End => Start + Length;
}
