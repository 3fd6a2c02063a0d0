using System.Globalization;
using System.Text;
using WebChatBridge.Protocol;

namespace WebChatBridge.Chat;

/// <summary>Reads a finished input line: text, or a command with its slash. Pure.</summary>
internal static class SlashCommand
{
    public static readonly IReadOnlyList<string> Names =
    [
        "/help", "/who", "/nick", "/join", "/msg", "/rooms", "/history", "/clear", "/mark",
        "/raw", "/hex", "/info", "/notify", "/reconnect", "/quit",
    ];

    public static ChatAction Read(string line)
    {
        if (!line.StartsWith('/'))
        {
            return new ChatAction.Say(Encoding.UTF8.GetBytes(line));
        }

        if (line.StartsWith("//", StringComparison.Ordinal))
        {
            return new ChatAction.Say(Encoding.UTF8.GetBytes(line[1..]));
        }

        var words = line.Split(' ', 2, StringSplitOptions.TrimEntries);
        var rest = words.Length > 1 ? words[1] : string.Empty;
        return words[0].ToLowerInvariant() switch
        {
            "/help" => new ChatAction.Help(),
            "/who" => new ChatAction.Ask(new ClientRequest.Who()),
            "/rooms" => new ChatAction.Ask(new ClientRequest.Rooms()),
            "/nick" => rest.Length > 0 ? new ChatAction.Ask(new ClientRequest.Rename(rest)) : Usage("/nick NAME"),
            "/join" => rest.Length > 0 ? new ChatAction.Ask(new ClientRequest.Join(rest)) : Usage("/join ROOM"),
            "/msg" => Direct(rest),
            "/history" => History(rest),
            "/clear" => new ChatAction.Clear(),
            "/mark" => new ChatAction.Mark(),
            "/raw" => Raw(rest),
            "/hex" => OnOff(rest, "/hex on|off", on => new ChatAction.Hex(on)),
            "/notify" => rest is "bell" ? new ChatAction.Bell(On: true) : rest is "off" ? new ChatAction.Bell(On: false) : Usage("/notify bell|off"),
            "/info" => new ChatAction.Info(),
            "/reconnect" => new ChatAction.Reconnect(),
            "/quit" => new ChatAction.Quit(),
            var unknown => new ChatAction.Wrong($"unknown command {unknown} — did you mean {Nearest(unknown)}? (//text says a literal slash)"),
        };
    }

    private static ChatAction.Wrong Usage(string usage) => new($"usage: {usage}");

    private static ChatAction OnOff(string word, string usage, Func<bool, ChatAction> make) =>
        word is "on" or "off" ? make(word == "on") : Usage(usage);

    private static ChatAction Direct(string rest)
    {
        var words = rest.TrimStart('@').Split(' ', 2, StringSplitOptions.TrimEntries);
        return words is [{ Length: > 0 } to, { Length: > 0 } text]
            ? new ChatAction.Say(Encoding.UTF8.GetBytes(text), to)
            : Usage("/msg NAME TEXT");
    }

    private static ChatAction History(string rest)
    {
        if (rest.Length == 0)
        {
            return new ChatAction.Ask(new ClientRequest.History(null, null));
        }

        return int.TryParse(rest, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count is >= 1 and <= 1000
            ? new ChatAction.Ask(new ClientRequest.History(null, count))
            : Usage("/history [N], 1 to 1000");
    }

    private static ChatAction Raw(string rest)
    {
        var digits = string.Concat(rest.Where(unit => !char.IsWhiteSpace(unit)));
        return digits.Length > 0 && digits.Length % 2 == 0 && digits.All(char.IsAsciiHexDigit)
            ? new ChatAction.Say(Convert.FromHexString(digits))
            : Usage("/raw HEX, two digits a byte: /raw 68 69");
    }

    private static string Nearest(string unknown) => Names.MinBy(name => Distance(unknown, name))!;

    /// <summary>Levenshtein: how many letters to add, drop or change.</summary>
    private static int Distance(string left, string right)
    {
        var row = Enumerable.Range(0, right.Length + 1).ToArray();
        for (var i = 1; i <= left.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= right.Length; j++)
            {
                var changed = diagonal + (left[i - 1] == right[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(changed, 1 + Math.Min(row[j], row[j - 1]));
            }
        }

        return row[^1];
    }
}
