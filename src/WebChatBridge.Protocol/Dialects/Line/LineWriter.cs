using System.Buffers;
using System.Globalization;
using System.Text;

namespace WebChatBridge.Protocol;

/// <summary>
/// Server to a person's terminal. Messages are <c>name: text</c>, everything the relay itself says begins with <c>* </c>, and
/// nothing anybody sends can look like either. docs/wire.md §2.2 and §5.
/// </summary>
internal static class LineWriter
{
    public static void Write(ServerEvent what, IBufferWriter<byte> output, ReadOnlySpan<byte> lineEnd)
    {
        switch (what)
        {
            case ServerEvent.Message { Attributed: false } message:
                // The transparent pipe of a pair: what was sent, untouched.
                output.Write(message.Content.Payload.Span);
                output.Write(lineEnd);
                break;
            case ServerEvent.Message message:
                Attribution.Write(message, output);
                TerminalText.Write(message.Content.Payload.Span, output, lineEnd);
                output.Write(lineEnd);
                break;
            case ServerEvent.History history:
                WriteHistory(history, output, lineEnd);
                break;
            case ServerEvent.Rooms rooms:
                WriteRooms(rooms, output, lineEnd);
                break;
            default:
                if (Words(what) is { } words)
                {
                    WriteNotice(words, output, lineEnd);
                }

                break;
        }
    }

    private static string? Words(ServerEvent what) => what switch
    {
        ServerEvent.Welcome welcome => $"welcome, you are {welcome.Name} in {welcome.Room} - /help lists what you can do",
        ServerEvent.Presence presence => Words(presence),
        ServerEvent.Who who => Words(who),
        ServerEvent.Pong => "pong",
        ServerEvent.Notice notice => notice.Text,
        ServerEvent.Error error => error.Text,
        ServerEvent.Bye bye => "bye: " + bye.Reason,
        _ => null,
    };

    private static string Words(ServerEvent.Presence presence)
    {
        var name = presence.Subject.Name;
        return presence.Change switch
        {
            PresenceChange.Joined => $"{name} joined {presence.Room} ({presence.Members} here)",
            PresenceChange.Renamed => $"{presence.Was} is {name} now",
            _ when string.IsNullOrEmpty(presence.Reason) => $"{name} left {presence.Room} ({presence.Members} here)",
            _ => $"{name} left {presence.Room} ({presence.Members} here): {presence.Reason}",
        };
    }

    private static string Words(ServerEvent.Who who)
    {
        var text = new StringBuilder().Append(CultureInfo.InvariantCulture, $"{who.Count} in {who.Room}: ");
        text.AppendJoin(", ", who.Members.Select(member => member.Name));
        var unnamed = who.Count - who.Members.Count;
        return unnamed > 0 ? text.Append(CultureInfo.InvariantCulture, $" and {unnamed} more").ToString() : text.ToString();
    }

    private static void WriteRooms(ServerEvent.Rooms rooms, IBufferWriter<byte> output, ReadOnlySpan<byte> lineEnd)
    {
        WriteNotice(rooms.All.Count == 1 ? "1 room:" : $"{rooms.All.Count} rooms:", output, lineEnd);
        foreach (var room in rooms.All)
        {
            WriteNotice($"{room.Room} ({room.Members} here, {room.Seq} messages)", output, lineEnd);
        }
    }

    // "* 12:03:11 Tom: hi": a line of the past begins like every notice, so that no message of now can pass for one.
    private static void WriteHistory(ServerEvent.History history, IBufferWriter<byte> output, ReadOnlySpan<byte> lineEnd)
    {
        WriteNotice(
            history.Messages.Count switch
            {
                0 => $"{history.Room} has no messages to show",
                1 => $"1 message of {history.Room} (times are UTC):",
                var count => $"{count} messages of {history.Room} (times are UTC):",
            },
            output,
            lineEnd);
        foreach (var message in history.Messages)
        {
            output.Write("* "u8);
            WriteName(message.At.UtcDateTime.ToString("HH:mm:ss ", CultureInfo.InvariantCulture), output);
            WriteName(message.From.Name, output);
            output.Write(": "u8);
            TerminalText.Write(message.Payload.Span, output, lineEnd);
            output.Write(lineEnd);
        }
    }

    private static void WriteNotice(string words, IBufferWriter<byte> output, ReadOnlySpan<byte> lineEnd)
    {
        output.Write("* "u8);
        TerminalText.Write(Encoding.UTF8.GetBytes(words), output, lineEnd);
        output.Write(lineEnd);
    }

    private static void WriteName(string name, IBufferWriter<byte> output)
    {
        var span = output.GetSpan(Encoding.UTF8.GetMaxByteCount(name.Length));
        var length = Encoding.UTF8.GetBytes(name, span);
        output.Advance(length);
    }
}
