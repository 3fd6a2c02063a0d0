using System.Runtime.InteropServices;
using WebChatBridge.Protocol;

namespace WebChatBridge.Relay;

/// <summary>A frame that was found in what came.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct FoundFrame(long Start, int Length, ushort Head, byte Tail, FrameKind Kind)
{
    public FoundFrame(long start, long end, FrameKind kind, int head = 0, int tail = 0)
        : this(start, (int)(end - start), (ushort)head, (byte)tail, kind)
    {
    }

    public long End => Start + Length;
}
