using System.Text;
using Wcwidth;

namespace WebChatBridge.Chat;

/// <summary>How many terminal cells text takes: 0 for combining marks, 2 for wide characters.</summary>
internal static class CellWidth
{
    public static int Of(Rune rune) => rune.Value is >= 0x20 and < 0x7F ? 1 : Math.Max(0, UnicodeCalculator.GetWidth(rune));

    public static int Of(string text)
    {
        var width = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            width += Of(rune);
        }

        return width;
    }
}
