using System.Globalization;
using System.Text;

namespace WebChatBridge.Protocol;

/// <summary>The slash commands of the line dialect. docs/wire.md §3.1.</summary>
public static class LineCommands
{
    /// <summary>What <c>/help</c> is answered with, as the text of a <see cref="ServerEvent.Notice"/>.</summary>
    public const string Help =
        """
        type a line to say it to the room; these begin with a slash:
        /nick NAME       take another name
        /join ROOM       go to another room
        /who             who is here
        /rooms           which rooms there are
        /msg NAME TEXT   say something to one person only
        /history [N]     the last N messages of the room
        /partner [NAME]  which practice partners there are, or ask one to join
        /pass SECRET     the first line, where a secret is asked for
        /quit            leave
        //TEXT           say /TEXT
        """;

    private static readonly string[] Known = ["help", "nick", "join", "who", "rooms", "msg", "history", "partner", "pass", "quit"];

    /// <summary>What a line that begins with <c>/</c> asks for.</summary>
    internal static ClientRequest Interpret(in Frame frame)
    {
        var line = frame.Payload[1..];
        if (line.StartsWith((byte)'/'))
        {
            return new ClientRequest.Post(null, line.ToArray(), frame.Unterminated);
        }

        var command = Encoding.UTF8.GetString(Word(line, out var rest));
        return command.ToLowerInvariant() switch
        {
            "help" or "?" => new ClientRequest.Help(),
            "nick" => rest.IsEmpty ? Wants("/nick NAME") : new ClientRequest.Rename(Text(rest)),
            "join" => rest.IsEmpty ? Wants("/join ROOM") : new ClientRequest.Join(Text(rest)),
            "who" => new ClientRequest.Who(),
            "rooms" => new ClientRequest.Rooms(),
            "msg" => Message(rest),
            "history" => History(rest),
            "partner" => new ClientRequest.Partner(rest.IsEmpty ? null : Text(rest)),
            "pass" => new ClientRequest.Pass(Text(rest)),
            "quit" => new ClientRequest.Bye(),
            _ => new ClientRequest.Invalid(ErrorCode.UnknownRequest, Unknown(command)),
        };
    }

    private static ClientRequest Message(ReadOnlySpan<byte> rest)
    {
        var name = Word(rest, out var text);
        return text.IsEmpty ? Wants("/msg NAME TEXT") : new ClientRequest.Direct(null, Text(name), text.ToArray());
    }

    private static ClientRequest History(ReadOnlySpan<byte> rest)
    {
        if (rest.IsEmpty)
        {
            return new ClientRequest.History(null, null);
        }

        return int.TryParse(Text(rest), NumberStyles.None, CultureInfo.InvariantCulture, out var limit) && limit > 0
            ? new ClientRequest.History(null, limit)
            : Wants("/history, or /history and a number of messages: /history 20");
    }

    private static ClientRequest.Invalid Wants(string form) => new(ErrorCode.BadRequest, $"It takes {form}.");

    private static string Unknown(string command) =>
        $"There is no command /{Spelling.Shorten(command)}{Spelling.DidYouMean(command, Known, "/{0}")} (/help lists them; // before a line says it as it is)";

    // The first word; what follows it is without the spaces around it.
    private static ReadOnlySpan<byte> Word(ReadOnlySpan<byte> line, out ReadOnlySpan<byte> rest)
    {
        var end = line.IndexOfAny((byte)' ', (byte)'\t');
        rest = end < 0 ? default : line[end..].Trim(" \t"u8);
        return end < 0 ? line : line[..end];
    }

    private static string Text(ReadOnlySpan<byte> bytes) => Encoding.UTF8.GetString(bytes);
}
