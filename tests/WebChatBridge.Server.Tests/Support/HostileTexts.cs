using System.Text.Json;

namespace WebChatBridge.Server.Tests;

/// <summary>What a terminal obeys, what forges lines, what hides or turns letters, and what some reader would run.</summary>
internal static class HostileTexts
{
    /// <summary>Each attack by itself.</summary>
    public static IReadOnlyList<string> Attacks { get; } =
    [
        "\e[2J\e[H", "\e]0;title\a", "\e]8;;http://evil.example\e\\click\e]8;;\e\\", "\e]52;c;aGk=\a", "\eP+q544e\e\\", "\u009B31mred", "\u009D0;title\u009C", "\eM\ec",
        "nul\0nul", "bell\a\a", "back\b\b\bspace", "del\u007F", "form\ffeed\vtab", "over\rwritten", "two\nlines", "two\r\nlines", "next\u0085line", "u\u2028v\u2029w",
        "forged\n* Tom left lobby (0 here)", "forged\nTom: pay me", "forged\r* bye: the relay is stopping",
        "\u202Egpj.exe", "\u2066isolated\u2069", "\u200Emark\u200F\u061C", "\u202D\u202A\u202B\u202C", "note\uFFF9a\uFFFAb\uFFFB",
        "=cmd|' /C calc'!A0", "+1+1", "@SUM(1)", "-2+3", "\t=1", "%s%n%x", "{0} {Text}", "$(id) `id` ; rm -rf /", "'; DROP TABLE messages; --", "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>", "\"><svg/onload=alert(1)>", "javascript:alert(1)", "&lt;script&gt;&#x1b;", "{{7*7}}${7*7}", "<!--", "]]>",
        "\e[6n\e[c", "\e[?1049h\e[?25l", "\e[200~paste\e[201~", "\eX sos \e\\", "\u0090dcs\u009C", "\e[8m hidden \e[0m", "\e]1337;File=inline=1:AAAA\a",
    ];

    /// <summary>Each attack alone, before and behind other text, inside a word, twice, and far into a line.</summary>
    public static IReadOnlyList<string> All { get; } =
        [.. Attacks.SelectMany(attack => (string[])[attack, $"{attack} after", $"before {attack}", $"in{attack}side", attack + attack, $"{new string('x', 120)} {attack}"])];

    /// <summary>Fails where something is left of what a terminal would obey.</summary>
    public static void Harmless(string where, string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            var raw = (char.IsControl(c) && c is not ('\n' or '\t'))
                || c is '\u061C' or '\u200E' or '\u200F' or (>= '\u2028' and <= '\u202E') or (>= '\u2066' and <= '\u2069') or (>= '\uFFF9' and <= '\uFFFB');
            Assert.False(raw, $"{where}: U+{(int)c:X4} in {JsonSerializer.Serialize(text[Math.Max(0, i - 40)..Math.Min(text.Length, i + 20)])}");
        }
    }
}
