using System.Buffers;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace WebChatBridge.Protocol;

/// <summary>A character in a text that is not for the eyes.</summary>
/// <param name="Place">Where in the body.</param>
/// <param name="Length">Bytes of it.</param>
/// <param name="Name">What it is called.</param>
/// <param name="Kind">What it does.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct ControlMark(int Place, int Length, string Name, ControlKind Kind)
{
    private static readonly SearchValues<byte> Plain =
        SearchValues.Create([(byte)'\t', (byte)'\n', .. Enumerable.Range(0x20, 0x7F - 0x20).Select(value => (byte)value)]);

    private static readonly string[] Names =
    [
        "NUL", "SOH", "STX", "ETX", "EOT", "ENQ", "ACK", "BEL", "BS", "TAB", "LF", "VT", "FF", "CR", "SO", "SI",
        "DLE", "DC1", "DC2", "DC3", "DC4", "NAK", "SYN", "ETB", "CAN", "EM", "SUB", "ESC", "FS", "GS", "RS", "US",
    ];

    /// <summary>False for most texts, at the price of one look.</summary>
    public static bool MayHave(ReadOnlySpan<byte> body, FramedBy framing) =>
        body.ContainsAnyExcept(Plain) || (framing == FramedBy.Json && body.IndexOf("\\u"u8) >= 0);

    /// <summary>The control character at a place; null when there is none.</summary>
    public static ControlMark? At(ReadOnlySpan<byte> body, int at, FramedBy framing, out int length)
    {
        var status = Rune.DecodeFromUtf8(body[at..], out var rune, out length);
        if (framing == FramedBy.Json && rune.Value == '\\')
        {
            length = Math.Min(body.Length - at, 2);
            if (!body[at..].StartsWith("\\u"u8) || body.Length - at < 6
                || !int.TryParse(body.Slice(at + 2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var escaped))
            {
                return null;
            }

            length = 6;
            return Of(escaped) is var (named, what) ? new ControlMark(at, length, named, what) : null;
        }

        var inLineEnd = rune.Value == '\r' && body[(at + 1)..].IndexOfAnyExcept((byte)'\r') is var next && (next < 0 || body[at + 1 + next] == '\n');
        return status == OperationStatus.Done && !inLineEnd && Of(rune.Value) is var (name, kind) ? new ControlMark(at, length, name, kind) : null;
    }

    private static (string Name, ControlKind Kind)? Of(int code) => code switch
    {
        '\t' or '\n' => null,
        0 => ("NUL (00)", ControlKind.Nul),
        '\r' => ("CR (0D)", ControlKind.Return),
        0x1B => ("ESC (1B)", ControlKind.Escape),
        < 0x20 => ($"{Names[code]} ({code:X2})", ControlKind.Invisible),
        0x7F => ("DEL (7F)", ControlKind.Invisible),
        >= 0x80 and < 0xA0 => ($"U+{code:X4}", ControlKind.Escape),
        0xFEFF => ("U+FEFF (byte order mark)", ControlKind.OrderMark),
        0x061C or 0x200E or 0x200F => ($"U+{code:X4} (reading direction)", ControlKind.Direction),
        0x202E => ("U+202E (right-to-left override)", ControlKind.Override),
        >= 0x202A and < 0x202E or >= 0x2066 and <= 0x2069 => ($"U+{code:X4} (reading direction)", ControlKind.Override),
        0x200B or 0x2028 or 0x2029 or 0x2060 or >= 0xFFF9 and <= 0xFFFB => ($"U+{code:X4}", ControlKind.Invisible),
        _ => null,
    };
}
