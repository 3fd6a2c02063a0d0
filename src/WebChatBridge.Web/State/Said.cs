namespace WebChatBridge.Web.State;

/// <summary>What the text in the composer asks for.</summary>
public abstract record Said
{
    private Said()
    {
    }

    /// <summary>Nothing to send.</summary>
    public sealed record Nothing : Said;

    /// <summary>Messages, in order.</summary>
    public sealed record Messages(IReadOnlyList<byte[]> Payloads) : Said;

    /// <summary><c>/nick NAME</c>.</summary>
    public sealed record Nick(string Name) : Said;

    /// <summary><c>/kick NAME</c>.</summary>
    public sealed record Kick(string Name) : Said;

    /// <summary><c>/hex</c>: from now on bytes are typed as hex, or as text again.</summary>
    public sealed record ToggleHex : Said;

    /// <summary>Not sent.</summary>
    /// <param name="Reason">Why, for people.</param>
    /// <param name="Literally">The text that would be sent if it is meant as it stands; null when that makes no sense.</param>
    public sealed record Refused(string Reason, string? Literally = null) : Said;

    /// <summary>Reads the composer.</summary>
    /// <param name="text">All of the text.</param>
    /// <param name="hex">Whether it is hex.</param>
    /// <param name="byLine">Whether each line is a message of its own, because somebody there reads lines.</param>
    public static Said Parse(string text, bool hex, bool byLine)
    {
        if (text.Length == 0)
        {
            return new Nothing();
        }

        if (text.StartsWith("//", StringComparison.Ordinal))
        {
            return hex ? Bytes(text) : Text(text[1..], byLine);
        }

        if (text[0] == '/')
        {
            return Command(text);
        }

        return hex ? Bytes(text) : Text(text, byLine);
    }

    private static Said Command(string text)
    {
        var space = text.IndexOf(' ', StringComparison.Ordinal);
        var (verb, rest) = space < 0 ? (text, "") : (text[..space], text[(space + 1)..].Trim());
        return verb switch
        {
            "/nick" => rest.Length > 0 ? new Nick(rest) : new Refused("Say which name: /nick NAME."),
            "/kick" => rest.Length > 0 ? new Kick(rest.TrimStart('@')) : new Refused("Say whom: /kick NAME closes their connection."),
            "/hex" => rest.Length > 0 ? Bytes(rest) : new ToggleHex(),
            "/raw" => rest.Length > 0 ? Bytes(rest) : new Refused("Say which bytes: /raw 48 65 6c 6c 6f 0a."),
            _ => new Refused($"{verb} is not a command here (/nick, /hex, /raw, /kick). Nothing was sent.", "/" + text),
        };
    }

    private static Said Bytes(string text) => HexInput.Parse(text, out var problem) is { } bytes
        ? bytes.Length == 0 ? new Nothing() : new Messages([bytes])
        : new Refused(problem!);

    private static Messages Text(string text, bool byLine)
    {
        if (!byLine)
        {
            return new Messages([System.Text.Encoding.UTF8.GetBytes(text)]);
        }

        // A browser's text area says LF; a trailing one is the end of the last line, not an empty message.
        var lines = text.Replace("\r\n", "\n", StringComparison.Ordinal).TrimEnd('\n').Split('\n');
        return new Messages([.. lines.Select(System.Text.Encoding.UTF8.GetBytes)]);
    }
}
