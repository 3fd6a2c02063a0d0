using System.Globalization;
using System.Text;

namespace WebChatBridge.Web.State;

/// <summary>Single bytes as they are shown and said.</summary>
public static class ByteWords
{
    /// <summary>Two digits.</summary>
    public static string Hex(byte value) => value.ToString("x2", CultureInfo.InvariantCulture);

    /// <summary>One character: itself, an arrow for what moves a carriage, a dot for the rest. Few fonts have control pictures.</summary>
    public static char Glyph(byte value) => value switch
    {
        (byte)'\n' => '↵',
        (byte)'\r' => '←',
        (byte)'\t' => '→',
        >= 0x20 and < 0x7f => (char)value,
        _ => '·',
    };

    /// <summary>The name of a control character, <c>CR</c>; null for every other byte.</summary>
    public static string? Name(byte value) => value <= 0x7f ? VisibleText.NameOf((char)value) : null;

    /// <summary>Bytes as somebody would read them out: words as they are, the rest by name, <c>hello newline</c>.</summary>
    public static string Say(ReadOnlySpan<byte> bytes)
    {
        var said = new StringBuilder();
        var inWord = false;
        foreach (var value in bytes)
        {
            var plain = value is >= 0x20 and < 0x7f;
            if (said.Length > 0 && !(plain && inWord) && said[^1] != ' ')
            {
                said.Append(' ');
            }

            _ = plain ? said.Append((char)value) : said.Append(value == '\n' ? "newline" : Name(value) ?? "hex " + Hex(value));
            inWord = plain;
        }

        return said.ToString();
    }
}
