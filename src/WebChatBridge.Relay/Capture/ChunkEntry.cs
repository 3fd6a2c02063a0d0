using System.Runtime.InteropServices;

namespace WebChatBridge.Relay;

/// <summary>A read or a write as a ring keeps it: its bytes are a range of the stream.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct ChunkEntry(long Seq, long At, long Start, int Length, string? Note)
{
    /// <summary>What one costs in memory, whatever its length.</summary>
    public const int Cost = 48;

    public long End => Start + Length;
}
