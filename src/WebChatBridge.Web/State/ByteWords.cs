using System.Globalization;
using System.Text;

namespace WebChatBridge.Web.State;

/// <summary>Single bytes as they are shown and said.</summary>
public static class ByteWords
{
    private static readonly string[] C0Names =
    [
        "NUL", "SOH", "STX", "ETX", "EOT", "ENQ", "ACK", "BEL", "BS", "tab", "LF", "VT", "FF", "CR", "SO", "SI",
        "DLE", "DC1", "DC2", "DC3", "DC4", "NAK", "SYN", "ETB", "CAN", "EM", "SUB", "ESC", "FS", "GS", "RS", "US",
    ];

    /// <summary>Two digits.</summary>
    public static string Hex(byte value) => value.ToString("x2", CultureInfo.InvariantCulture);

    /// <summary>One character: itself, its control picture, or a dot for what is no ASCII.</summary>
    public static char Glyph(byte value) => value switch
    {
        < 0x20 => (char)(0x2400 + value),
        0x7f => '\u2421',
        > 0x7f => '·',
        _ => (char)value,
    };

    /// <summary>The name of a control character, <c>CR</c>; null for every other byte.</summary>
    public static string? Name(byte value) => value switch
    {
        < 0x20 => C0Names[value],
        0x7f => "DEL",
        _ => null,
    };

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
