using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;

namespace WebChatBridge.Protocol;

/// <summary>
/// Escapes what RFC 8259 demands, and what no terminal should be sent raw; everything else, emoji among it, stays readable.
/// The runtime's relaxed encoder writes all characters beyond the basic plane as twelve bytes of <c>\uXXXX\uXXXX</c>.
/// </summary>
public sealed class JsonEscaping : JavaScriptEncoder
{
    /// <summary>The one there is; it has no state.</summary>
    public static readonly JsonEscaping Instance = new();

    private static readonly SearchValues<byte> Ascii = SearchValues.Create(
        [.. Enumerable.Range(0x20, 0x7F - 0x20).Where(value => value is not ('"' or '\\')).Select(value => (byte)value)]);

    /// <inheritdoc/>
    public override int MaxOutputCharactersPerInputCharacter => 6;

    /// <inheritdoc/>
    public override bool WillEncode(int unicodeScalar) => unicodeScalar is
        < 0x20 or '"' or '\\' or (>= 0x7F and < 0xA0) or (>= 0x2028 and <= 0x202E) or (>= 0x2066 and <= 0x2069)
        or 0x061C or 0x200E or 0x200F or (>= 0xFFF9 and <= 0xFFFB);

    /// <inheritdoc/>
    public override int FindFirstCharacterToEncodeUtf8(ReadOnlySpan<byte> utf8Text)
    {
        var at = 0;
        while (true)
        {
            var step = utf8Text[at..].IndexOfAnyExcept(Ascii);
            if (step < 0)
            {
                return -1;
            }

            at += step;
            if (Rune.DecodeFromUtf8(utf8Text[at..], out var rune, out var length) != OperationStatus.Done || WillEncode(rune.Value))
            {
                return at;
            }

            at += length;
        }
    }

    /// <inheritdoc/>
    public override unsafe int FindFirstCharacterToEncode(char* text, int textLength)
    {
        var span = new ReadOnlySpan<char>(text, textLength);
        var at = 0;
        while (at < span.Length)
        {
            if (Rune.DecodeFromUtf16(span[at..], out var rune, out var length) != OperationStatus.Done || WillEncode(rune.Value))
            {
                return at;
            }

            at += length;
        }

        return -1;
    }

    /// <inheritdoc/>
    public override unsafe bool TryEncodeUnicodeScalar(int unicodeScalar, char* buffer, int bufferLength, out int numberOfCharactersWritten)
    {
        Span<char> output = new(buffer, bufferLength);
        var written = unicodeScalar switch
        {
            '"' => "\\\"".TryCopyTo(output) ? 2 : 0,
            '\\' => "\\\\".TryCopyTo(output) ? 2 : 0,
            '\n' => "\\n".TryCopyTo(output) ? 2 : 0,
            '\r' => "\\r".TryCopyTo(output) ? 2 : 0,
            '\t' => "\\t".TryCopyTo(output) ? 2 : 0,
            _ => output.TryWrite($"\\u{unicodeScalar:x4}", out var length) ? length : 0,
        };
        numberOfCharactersWritten = written;
        return written > 0;
    }
}
