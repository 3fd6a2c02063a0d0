using System.Runtime.Intrinsics.X86;

namespace WebChatBridge.Relay;

/// <summary>Memory that is about to be needed, brought nearer while something else is done.</summary>
internal static class CacheLines
{
    private const int LineBytes = 64;

    /// <summary>The two lines of the processor's cache after the one that this place is in. A hint: it changes nothing, and never fails.</summary>
    public static unsafe void Fetch(byte[] memory, int place)
    {
        if (Sse.IsSupported && place + (3 * LineBytes) <= memory.Length)
        {
            fixed (byte* at = &memory[place])
            {
                Sse.Prefetch0(at + LineBytes);
                Sse.Prefetch0(at + (2 * LineBytes));
            }
        }
    }
}
