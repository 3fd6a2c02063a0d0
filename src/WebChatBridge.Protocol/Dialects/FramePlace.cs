using System.Runtime.InteropServices;

namespace WebChatBridge.Protocol;

/// <summary>Where a frame lies in the stream its reader has read.</summary>
/// <param name="Start">Place of its first byte, from 0.</param>
/// <param name="End">Place just after its last byte.</param>
/// <param name="Head">Bytes of framing before the body.</param>
/// <param name="Tail">Bytes of framing after the body.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct FramePlace(long Start, long End, int Head = 0, int Tail = 0);
