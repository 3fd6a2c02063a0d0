using System.Runtime.InteropServices;
using System.Text.Json;

namespace WebChatBridge.Protocol;

/// <summary>Which dialect a stream speaks, and by what it was told. Pure: it looks at a stream's beginning.</summary>
/// <param name="Dialect">The dialect found.</param>
/// <param name="Because">One sentence for people.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Guess(IDialect Dialect, string Because)
{
    private const byte Iac = 255;
    private const byte LowestCommand = 240;

    /// <summary>Null while it cannot be told yet.</summary>
    /// <param name="dialect">What there is to choose from.</param>
    /// <param name="start">The stream from its first byte, as far as it came; not empty.</param>
    /// <param name="silent">True after the idle gap or at the end of the input: then it is always told.</param>
    public static Guess? Of(AutoDialect dialect, ReadOnlySpan<byte> start, bool silent)
    {
        // A message of the largest size with its CR LF: what ends later ended too late, however much came at once.
        var most = dialect.MaxMessageBytes + 2;
        var text = start[..Math.Min(start.Length, most)];
        var end = text.IndexOfAny((byte)'\n', (byte)0);

        // What follows the first line or frame may not have come yet: it must not count when it has.
        var spoke = Greeting.Recognize(end < 0 ? text : text[..(end + 1)], silent || end >= 0 || text.Length == most, anyMethod: true);
        return spoke switch
        {
            // That reader refuses it, as it does everywhere.
            not null and not ForeignProtocol.None => new Guess(dialect.Line, $"it began like {spoke.Value.ToString().ToUpperInvariant()}, which is refused"),
            null => null,
            _ => HeaderGuess.Of(dialect, start, silent, out var undecided)
                ?? (undecided ? null : OfText(dialect, text, end) ?? OfSilence(dialect, text, silent, tooLong: text.Length == most)),
        };
    }

    private static Guess? OfText(AutoDialect dialect, ReadOnlySpan<byte> start, int end)
    {
        if (BeginsAsRequest(start) || (end >= 0 && start[end] == '\n' && IsRequest(start[..end])))
        {
            return new Guess(dialect.Json, "the first line is a JSON object with a \"type\"");
        }

        if (start is [Iac, >= LowestCommand, ..])
        {
            return new Guess(dialect.Line, "it began with telnet negotiation");
        }

        if (end < 0)
        {
            return null;
        }

        var returned = end > 0 && start[end - 1] == '\r';
        return start[end] == '\n' ? new Guess(dialect.Line, $"a line feed ({(returned ? "CRLF" : "LF")}) ended the first {Bytes(end + 1)}")
            : returned ? new Guess(dialect.Line, $"CR NUL ended the first {Bytes(end + 1)}")
            : new Guess(dialect.Nul, $"a NUL (0x00) ended the first {Bytes(end + 1)}");
    }

    private static Guess? OfSilence(AutoDialect dialect, ReadOnlySpan<byte> start, bool silent, bool tooLong)
    {
        if (silent && !tooLong)
        {
            return IsRequest(start)
                ? new Guess(dialect.Json, "the input is a JSON object with a \"type\", still without its line feed")
                : new Guess(dialect.Raw, $"{Bytes(start.Length)} came, then {dialect.Raw.IdleGap.TotalMilliseconds:0} ms nothing: no header, line feed or NUL");
        }

        return tooLong
            ? new Guess(dialect.Raw, $"more than {Bytes(dialect.MaxMessageBytes)} came without a header, line feed or NUL")
            : null;
    }

    // {"type": at the very beginning is enough: nobody types that by chance.
    private static bool BeginsAsRequest(ReadOnlySpan<byte> start)
    {
        var rest = start.TrimStart(" \t"u8);
        if (!rest.StartsWith((byte)'{'))
        {
            return false;
        }

        rest = rest[1..].TrimStart(" \t"u8);
        return rest.StartsWith("\"type\""u8) && rest["\"type\""u8.Length..].TrimStart(" \t"u8).StartsWith((byte)':');
    }

    private static bool IsRequest(ReadOnlySpan<byte> line)
    {
        try
        {
            var reader = new Utf8JsonReader(line);
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            {
                return false;
            }

            var named = false;
            while (reader.Read())
            {
                named |= reader is { TokenType: JsonTokenType.PropertyName, CurrentDepth: 1 } && reader.ValueTextEquals("type"u8);
            }

            return named;
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            return false; // no JSON, or a name with half of a \u surrogate pair
        }
    }

    private static string Bytes(int count) => count == 1 ? "1 byte" : $"{count} bytes";
}
