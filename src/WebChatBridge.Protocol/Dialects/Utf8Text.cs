using System.Buffers;
using System.Text;
using System.Text.Unicode;

namespace WebChatBridge.Protocol;

/// <summary>Questions about bytes that should be UTF-8.</summary>
internal static class Utf8Text
{
    /// <summary>The first byte that is not part of a valid character; -1 when all are.</summary>
    public static int IndexOfInvalid(ReadOnlySpan<byte> bytes)
    {
        if (Utf8.IsValid(bytes))
        {
            return -1;
        }

        var at = 0;
        while (Rune.DecodeFromUtf8(bytes[at..], out _, out var length) == OperationStatus.Done)
        {
            at += length;
        }

        return at;
    }

    /// <summary>The largest length up to <paramref name="limit"/> at which no character is cut; the limit itself in text that is not UTF-8.</summary>
    public static int CutAt(ReadOnlySpan<byte> bytes, int limit)
    {
        var cut = limit;
        while (cut > 0 && limit - cut < 4 && (bytes[cut] & 0xC0) == 0x80)
        {
            cut--;
        }

        return cut > 0 && limit - cut < 4 ? cut : limit;
    }
}
