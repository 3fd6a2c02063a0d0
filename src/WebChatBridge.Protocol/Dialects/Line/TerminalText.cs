using System.Buffers;
using System.Text;

namespace WebChatBridge.Protocol;

/// <summary>
/// Hostile text on its way to a terminal: nothing in it moves the cursor, changes colours, reverses the reading order or
/// begins a line. Valid UTF-8 otherwise stays byte for byte. docs/wire.md §5.
/// </summary>
internal static class TerminalText
{
    // ASCII that is safe as it is: TAB and the printable characters. Everything else is looked at one by one.
    private static readonly SearchValues<byte> Plain =
        SearchValues.Create([(byte)'\t', .. Enumerable.Range(0x20, 0x7F - 0x20).Select(value => (byte)value)]);

    /// <summary>Writes text; line breaks within it begin a line with two spaces, one at its end is dropped.</summary>
    public static void Write(ReadOnlySpan<byte> text, IBufferWriter<byte> output, ReadOnlySpan<byte> lineEnd)
    {
        var special = text.IndexOfAnyExcept(Plain);
        if (special < 0)
        {
            output.Write(text);
            return;
        }

        text = WithoutLastBreak(text);
        var clean = 0;
        var at = special;
        while (at < text.Length)
        {
            var status = Rune.DecodeFromUtf8(text[at..], out var rune, out var length);
            var harmless = status == OperationStatus.Done && !IsBreak(rune) && Replacement(rune) == 0;
            if (harmless)
            {
                at += length;
                var plain = text[at..].IndexOfAnyExcept(Plain);
                at = plain < 0 ? text.Length : at + plain;
                continue;
            }

            output.Write(text[clean..at]);
            at += status == OperationStatus.Done && rune.Value == '\r' && text[(at + 1)..].StartsWith((byte)'\n') ? 2 : length;
            clean = at;
            if (status == OperationStatus.Done && IsBreak(rune))
            {
                output.Write(lineEnd);
                output.Write("  "u8);
            }
            else
            {
                WriteRune(status == OperationStatus.Done ? new Rune(Replacement(rune)) : Rune.ReplacementChar, output);
            }
        }

        output.Write(text[clean..]);
    }

    private static ReadOnlySpan<byte> WithoutLastBreak(ReadOnlySpan<byte> text) =>
        text.EndsWith("\r\n"u8) ? text[..^2]
        : text.EndsWith("\n"u8) || text.EndsWith("\r"u8) ? text[..^1]
        : text;

    // Programs split lines at all of these, terminals at the first two.
    private static bool IsBreak(Rune rune) => rune.Value is '\n' or '\r' or 0x85 or 0x2028 or 0x2029;

    // 0 for a character that is harmless.
    private static int Replacement(Rune rune) => rune.Value switch
    {
        '\t' => 0,
        < 0x20 => 0x2400 + rune.Value, // ␀ … ␟: the picture of the control character
        0x7F => 0x2421, // ␡
        >= 0x80 and < 0xA0 => 0xFFFD, // C1
        0x061C or 0x200E or 0x200F => 0xFFFD, // bidi marks
        >= 0x202A and <= 0x202E => 0xFFFD, // bidi embeddings and overrides
        >= 0x2066 and <= 0x2069 => 0xFFFD, // bidi isolates
        >= 0xFFF9 and <= 0xFFFB => 0xFFFD, // interlinear annotations
        _ => 0,
    };

    private static void WriteRune(Rune rune, IBufferWriter<byte> output)
    {
        var span = output.GetSpan(4);
        output.Advance(rune.EncodeToUtf8(span));
    }
}
