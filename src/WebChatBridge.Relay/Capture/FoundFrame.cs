using System.Runtime.InteropServices;
using WebChatBridge.Protocol;

namespace WebChatBridge.Relay;

/// <summary>A frame that was found in what came, as it lies in a ring's pages.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 1)]
internal readonly record struct FoundFrame(long Start, int Length, ushort Head, byte Tail, byte KindNumber)
{
    public FoundFrame(long start, long end, FrameKind kind, int head = 0, int tail = 0)
        : this(start, (int)(end - start), (ushort)head, (byte)tail, (byte)kind)
    {
    }

    public FrameKind Kind => (FrameKind)KindNumber;

    public long End => Start + Length;
}
