using System.Globalization;
using System.Text;

namespace WebChatBridge.Relay;

/// <summary>Which names sessions and rooms may have. Pure; who has which name is the core loop's to know.</summary>
internal static class NameRules
{
    // Thai and Indic letters carry up to three signs; more in a row is not writing.
    private const int MaxMarks = 3;

    // Of a name that somebody sends without asking whether it can be one.
    private const int MaxLookedAt = 256;

    /// <summary>Takes a wanted name; composed (NFC) when it is one, otherwise why it is none.</summary>
    public static bool TryName(string wanted, int maxChars, out string name, out string? reason)
    {
        name = Composition.Compose(wanted.Trim());
        var length = name.EnumerateRunes().Count();
        reason = name.Length == 0 ? "A name needs at least one letter or digit."
            : length > maxChars ? $"The name has {length} characters; the limit is {maxChars} (Relay:Limits:NameChars)."
            : Alphabet(name, "name");
        return reason is null;
    }

    /// <summary>The name most like what was wanted: without what a name cannot have, <c>-</c> for spaces. Null when nothing is left.</summary>
    public static string? Nearest(string wanted, int maxChars)
    {
        var near = new StringBuilder();
        foreach (var rune in Composition.Compose(wanted[..Math.Min(wanted.Length, MaxLookedAt)].Trim()).EnumerateRunes().Take(maxChars))
        {
            var next = Rune.IsWhiteSpace(rune) ? new Rune('-') : rune;
            if (Alphabet($"{near}{next}x", "name") is null)
            {
                near.Append(next);
            }
        }

        return TryName(near.ToString(), maxChars, out var name, out _) ? name : null;
    }

    /// <summary>Takes a wanted room; composed (NFC) when it can be one, otherwise why not. Rooms with <c>@</c> are the relay's.</summary>
    public static bool TryRoom(string wanted, int maxBytes, out string room, out string? reason)
    {
        room = Composition.Compose(wanted.Trim());
        var length = Encoding.UTF8.GetByteCount(room);
        reason = room.Length == 0 ? "A room's name needs at least one letter or digit."
            : room[0] == '@' ? "Names with @ belong to direct lines; nobody can join them."
            : length > maxBytes ? $"The room's name has {length} bytes; the limit is {maxBytes} (Relay:Limits:RoomBytes)."
            : Alphabet(room, "room's name");
        return reason is null;
    }

    /// <summary>Two names that a person could take for each other have the same key.</summary>
    public static string Key(string name) => LookAlikes.Skeleton(name);

    /// <summary>Two rooms with the same key are one room.</summary>
    public static string RoomKey(string room) => Composition.Compose(room).ToLowerInvariant();

    private static string? Alphabet(string name, string what)
    {
        var marks = 0;
        var spoken = false;
        foreach (var rune in name.EnumerateRunes())
        {
            marks = IsMark(rune) ? marks + 1 : 0;
            var letter = Rune.IsLetterOrDigit(rune) && !IsBlank(rune);
            if (!letter && rune.Value is not ('-' or '_' or '.') && !(marks is > 0 and <= MaxMarks && spoken))
            {
                return $"The {what} has {Show(rune)} in it; it takes letters, digits, '-', '_' and '.'.";
            }

            spoken |= letter;
        }

        return spoken ? null : $"The {what} needs at least one letter or digit.";
    }

    // Vowel signs and tones that a script writes with; not the accents that pile up on any letter.
    private static bool IsMark(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark
        && rune.Value is not (
            (>= 0x0300 and <= 0x036F) or (>= 0x0483 and <= 0x0489) or 0x17B4 or 0x17B5 or (>= 0x180B and <= 0x180F)
            or (>= 0x1AB0 and <= 0x1AFF) or (>= 0x1DC0 and <= 0x1DFF) or (>= 0x20D0 and <= 0x20FF) or (>= 0xFE00 and <= 0xFE2F)
            or >= 0xE0000);

    // Hangul fillers are letters that nobody sees.
    private static bool IsBlank(Rune rune) => rune.Value is 0x115F or 0x1160 or 0x3164 or 0xFFA0;

    private static string Show(Rune rune) => rune.Value switch
    {
        ' ' => "a space",
        > 0x20 and < 0x7F => $"'{rune}'",
        _ => $"U+{rune.Value:X4}",
    };
}
