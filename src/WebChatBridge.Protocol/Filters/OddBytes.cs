using System.Buffers;
using System.Collections.Frozen;
using System.Text;

namespace WebChatBridge.Protocol;

/// <summary>The kinds of bytes that <c>has:</c> knows.</summary>
internal static class OddBytes
{
    private static readonly SearchValues<byte> Controls = SearchValues.Create(
        [.. Enumerable.Range(0, 0x20).Append(0x7F).Except(['\t', '\n', '\r']).Select(static value => (byte)value)]);

    /// <summary>A kind by its name; answers where the first such byte is, or -1.</summary>
    public delegate int Search(ReadOnlySpan<byte> bytes, bool cut);

    /// <summary>Every kind.</summary>
    public static FrozenDictionary<string, Search> Kinds { get; } = new Dictionary<string, Search>(StringComparer.OrdinalIgnoreCase)
    {
        ["nul"] = static (bytes, _) => bytes.IndexOf((byte)0),
        ["cr"] = static (bytes, _) => bytes.IndexOf((byte)'\r'),
        ["lf"] = static (bytes, _) => bytes.IndexOf((byte)'\n'),
        ["tab"] = static (bytes, _) => bytes.IndexOf((byte)'\t'),
        ["esc"] = static (bytes, _) => bytes.IndexOf((byte)0x1B),
        ["control"] = static (bytes, _) => bytes.IndexOfAny(Controls),
        ["nonutf8"] = IndexOfInvalid,
        ["bidi"] = static (bytes, _) => IndexOfBidi(bytes),
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>Their names as a sentence has them.</summary>
    public const string Names = "nul, cr, lf, tab, esc, control, nonutf8, bidi";

    private static int IndexOfInvalid(ReadOnlySpan<byte> bytes, bool cut)
    {
        // A piece cut out of a stream may begin with the rest of a character and end with the beginning of one.
        var from = 0;
        while (cut && from < Math.Min(3, bytes.Length) && (bytes[from] & 0xC0) == 0x80)
        {
            from++;
        }

        var at = Utf8Text.IndexOfInvalid(bytes[from..]);
        if (at < 0)
        {
            return -1;
        }

        return cut && Rune.DecodeFromUtf8(bytes[(from + at)..], out _, out _) == OperationStatus.NeedMoreData ? -1 : from + at;
    }

    // U+061C, U+200E-F, U+202A-E, U+2066-9: they turn the reading order.
    private static int IndexOfBidi(ReadOnlySpan<byte> bytes)
    {
        for (var at = 0; at < bytes.Length; at++)
        {
            var skipped = bytes[at..].IndexOfAny((byte)0xD8, (byte)0xE2);
            if (skipped < 0)
            {
                return -1;
            }

            at += skipped;
            if (bytes[at..] is [0xD8, 0x9C, ..] or [0xE2, 0x80, 0x8E or 0x8F or (>= 0xAA and <= 0xAE), ..] or [0xE2, 0x81, >= 0xA6 and <= 0xA9, ..])
            {
                return at;
            }
        }

        return -1;
    }
}
