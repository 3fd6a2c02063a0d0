using System.Runtime.InteropServices;

namespace WebChatBridge.Protocol;

/// <summary>A stretch of text, in UTF-16 units, or of bytes.</summary>
/// <param name="Start">Where it begins.</param>
/// <param name="Length">How long it is.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct FilterSpan(int Start, int Length)
{
    /// <summary>Place just after its last unit.</summary>
    public int End => Start + Length;
}
