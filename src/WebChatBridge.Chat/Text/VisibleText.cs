using System.Globalization;
using System.Text;

namespace WebChatBridge.Chat;

/// <summary>
/// Text of others made harmless for a terminal: controls become pictures (␛), what is invisible or turns the reading direction
/// becomes its code point (⟨U+202E⟩). Nothing that remains moves the cursor or hides text.
/// </summary>
internal static class VisibleText
{
    private const int ZeroWidthJoiner = 0x200D;

    public static string Of(string text)
    {
        var shown = new StringBuilder(text.Length);
        var before = default(Rune);
        var index = 0;
        while (index < text.Length)
        {
            _ = Rune.DecodeFromUtf16(text.AsSpan(index), out var rune, out var units);
            index += units;
            Append(shown, rune, joins: rune.Value == ZeroWidthJoiner && JoinsPictures(before, text, index));
            before = rune;
        }

        return shown.ToString();
    }

    private static void Append(StringBuilder shown, Rune rune, bool joins)
    {
        switch (rune.Value)
        {
            case '\t':
                shown.Append("    ");
                break;
            case < 0x20:
                shown.Append((char)(0x2400 + rune.Value));
                break;
            case 0x7F:
                shown.Append('\u2421');
                break;
            default:
                if (joins || !IsUnseen(rune))
                {
                    shown.Append(rune.ToString());
                }
                else
                {
                    shown.Append(CultureInfo.InvariantCulture, $"⟨U+{rune.Value:X4}⟩");
                }

                break;
        }
    }

    private static bool IsUnseen(Rune rune) => Rune.GetUnicodeCategory(rune) switch
    {
        // Bidi controls, zero-width characters, C1, tags, private use, noncharacters: no honest terminal text needs them.
        UnicodeCategory.Format or UnicodeCategory.Control or UnicodeCategory.PrivateUse => true,
        UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator => true,

        // Blank, though their category is letter or mark.
        _ => rune.Value is 0x034F or 0x115F or 0x1160 or 0x17B4 or 0x17B5 or 0x3164 or 0xFFA0,
    };

    /// <summary>A zero-width joiner inside an emoji is what makes it one picture; anywhere else it only hides.</summary>
    private static bool JoinsPictures(Rune before, string text, int next) =>
        (IsPicture(before) || before.Value == 0xFE0F) && Rune.TryGetRuneAt(text, Math.Min(next, text.Length - 1), out var after) && IsPicture(after);

    private static bool IsPicture(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.OtherSymbol or UnicodeCategory.ModifierSymbol;
}
