using System.Runtime.InteropServices;

namespace WebChatBridge.Protocol;

/// <summary>How a frame that was written is built: <paramref name="Head"/>, body, <paramref name="Tail"/>.</summary>
/// <param name="Length">Bytes of all of it.</param>
/// <param name="Head">Bytes of framing before the body.</param>
/// <param name="Tail">Bytes of framing after the body.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct Framing(int Length, int Head, int Tail)
{
    /// <summary>All of it, with this terminator if it ends with it.</summary>
    internal static Framing Ending(ReadOnlySpan<byte> written, ReadOnlySpan<byte> terminator) =>
        new(written.Length, 0, written.EndsWith(terminator) ? terminator.Length : 0);
}
