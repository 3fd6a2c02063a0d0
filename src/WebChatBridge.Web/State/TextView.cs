using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace WebChatBridge.Web.State;

/// <summary>Bytes as text, nothing hidden: controls stand there by their names, what is no UTF-8 stands there in hex. Pure.</summary>
public static class TextView
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Decodes bytes.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <param name="breaks">Whether a line break, which is always shown, also breaks the line after it.</param>
    public static IReadOnlyList<TextPart> Of(ReadOnlySpan<byte> bytes, bool breaks = true)
    {
        List<TextPart> parts = [];
        var plain = new StringBuilder();
        while (!bytes.IsEmpty)
        {
            var valid = Rune.DecodeFromUtf8(bytes, out var rune, out var length) == System.Buffers.OperationStatus.Done;
            var special = valid ? Special(rune) : Invalid(bytes[..length]);
            if (special is null)
            {
                plain.Append(rune);
            }
            else
            {
                Flush();
                parts.Add(special);
                if (breaks && rune.Value == '\n')
                {
                    plain.Append('\n');
                }
            }

            bytes = bytes[length..];
        }

        Flush();
        return parts;

        void Flush()
        {
            if (plain.Length > 0)
            {
                parts.Add(new(TextPartKind.Plain, plain.ToString()));
                plain.Clear();
            }
        }
    }

    /// <summary>The objects and arrays of JSON in these bytes, each laid out; none unless every line of it parses.</summary>
    public static IReadOnlyList<string> Json(ReadOnlySpan<byte> bytes)
    {
        List<string> laid = [];
        foreach (var range in bytes.Split((byte)'\n'))
        {
            var line = bytes[range].Trim("\r\0 \t"u8);
            if (!line.IsEmpty && Pretty(line) is not { } pretty)
            {
                return Pretty(bytes.Trim("\r\n\0 \t"u8)) is { } whole ? [whole] : [];
            }
            else if (!line.IsEmpty)
            {
                laid.Add(Pretty(line)!);
            }
        }

        return laid;
    }

    private static string? Pretty(ReadOnlySpan<byte> json)
    {
        if (json.IsEmpty || json[0] is not ((byte)'{' or (byte)'['))
        {
            return null;
        }

        try
        {
            return JsonSerializer.Serialize(JsonDocument.Parse(json.ToArray()).RootElement, Indented);
        }
        catch (JsonException)
        {
            return null;
        }
        catch (InvalidOperationException)
        {
            return null; // a string in it is no UTF-16, so it cannot be written again
        }
    }

    private static TextPart? Special(Rune rune)
    {
        var name = rune.IsBmp ? VisibleText.NameOf((char)rune.Value)
            : rune.Value is >= 0xe0000 and <= 0xe007f ? "U+" + rune.Value.ToString("X4", CultureInfo.InvariantCulture) // tags: text nobody sees
            : null;
        return name is null ? null : new(TextPartKind.Control, name, name);
    }

    private static TextPart Invalid(ReadOnlySpan<byte> bytes)
    {
        var hex = string.Concat(bytes.ToArray().Select(one => "\\x" + ByteWords.Hex(one)));
        return new(TextPartKind.Invalid, hex, $"no UTF-8: {hex}");
    }
}
