using System.Globalization;
using System.Text;

namespace WebChatBridge.Web.State;

/// <summary>
/// Text as it may be shown: what a reader cannot see, or what would move other text about, becomes a mark. Tabs and line
/// breaks inside are left alone.
/// </summary>
public static class VisibleText
{
    /// <summary>A stretch of plain text, or of marks with their names.</summary>
    /// <param name="Text">What is shown.</param>
    /// <param name="Name">What it is called; null for plain text.</param>
    public readonly record struct Part(string Text, string? Name);

    /// <summary>Cuts text into parts.</summary>
    public static IReadOnlyList<Part> Of(string text)
    {
        var parts = new List<Part>();
        var plain = new StringBuilder();
        var marks = new StringBuilder();
        var names = new List<string>();
        for (var i = 0; i < text.Length; i++)
        {
            if (Mark(text, i) is var (glyph, name))
            {
                Flush(plain, parts, null);
                marks.Append(glyph);
                names.Add(name);
            }
            else
            {
                FlushMarks();
                plain.Append(text[i]);
            }
        }

        FlushMarks();
        Flush(plain, parts, null);
        return parts;

        void FlushMarks()
        {
            Flush(marks, parts, names.Count > 8 ? $"{names.Count} control characters" : string.Join(' ', names));
            names.Clear();
        }
    }

    private static void Flush(StringBuilder text, List<Part> parts, string? name)
    {
        if (text.Length > 0)
        {
            parts.Add(new Part(text.ToString(), name));
            text.Clear();
        }
    }

    /// <summary>What a character is called that cannot be seen, or moves others about; null for all others.</summary>
    internal static string? NameOf(char c) => c switch
    {
        < ' ' => C0Names[c],
        '\u007f' => "DEL",
        >= '\u0080' and <= '\u009f' => Code(c),
        '\u200d' => null, // joins emoji
        '\u061c' or >= '\u200b' and <= '\u200f' or >= '\u2028' and <= '\u202e' or >= '\u2060' and <= '\u2069' or '\ufeff' => Code(c),
        >= '\ufff9' and <= '\ufffb' => Code(c),
        _ => null,
    };

    // Names, not the pictures at U+2400: few fonts have those.
    private static (string Glyph, string Name)? Mark(string text, int i) => text[i] switch
    {
        '\t' or '\n' => null,
        '\r' when i + 1 < text.Length && text[i + 1] == '\n' => null,
        _ => NameOf(text[i]) is { } name ? ($"⟨{name}⟩", name) : null,
    };

    private static string Code(char c) => "U+" + ((int)c).ToString("X4", CultureInfo.InvariantCulture);

    private static readonly string[] C0Names =
    [
        "NUL", "SOH", "STX", "ETX", "EOT", "ENQ", "ACK", "BEL", "BS", "TAB", "LF", "VT", "FF", "CR", "SO", "SI",
        "DLE", "DC1", "DC2", "DC3", "DC4", "NAK", "SYN", "ETB", "CAN", "EM", "SUB", "ESC", "FS", "GS", "RS", "US",
    ];
}
