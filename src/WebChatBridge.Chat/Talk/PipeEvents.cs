using System.Buffers;
using System.Text;
using WebChatBridge.Client;
using WebChatBridge.Protocol;

namespace WebChatBridge.Chat;

/// <summary>
/// What standard output gets when programs read it: messages as <c>TIME TAB NAME TAB TEXT</c>, or every event as a line of JSON
/// in the spelling of the json dialect. One line each, whatever is in the text. Pure.
/// </summary>
internal sealed class PipeEvents(bool json, bool timestamps, TimeProvider time)
{
    /// <summary>The line for standard output, its LF included; empty when the news is none for it.</summary>
    public ReadOnlyMemory<byte> Line(RelayNews news)
    {
        var said = news switch
        {
            RelayNews.Said { Event: var what } => what,
            RelayNews.Unframed unframed => Speakerless(unframed.Text),
            _ => null,
        };
        if (said is null)
        {
            return default;
        }

        if (json)
        {
            var output = new ArrayBufferWriter<byte>();
            JsonCodec.WriteEvent(said, output);
            return output.WrittenMemory;
        }

        return said is ServerEvent.Message message ? Encoding.UTF8.GetBytes(Columns(message.Content)) : default;
    }

    private string Columns(ChatMessage message)
    {
        var stamp = timestamps ? Timestamp.Format(message.At) + "\t" : string.Empty;
        return $"{stamp}{Escaped(message.From.Name)}\t{Escaped(message.Text)}\n";
    }

    /// <summary>Control and direction characters and the backslash as JSON writes them: the text can be had back exactly, and is one line.</summary>
    private static string Escaped(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (var unit in text)
        {
            _ = unit switch
            {
                '\\' => escaped.Append(@"\\"),
                '\n' => escaped.Append(@"\n"),
                '\r' => escaped.Append(@"\r"),
                '\t' => escaped.Append(@"\t"),
                < ' ' or (>= '\x7F' and <= '\x9F') or (>= '\u2028' and <= '\u202E') or (>= '\u2066' and <= '\u2069') or '\u200E' or '\u200F' or '\u061C' or (>= '\uFFF9' and <= '\uFFFB') =>
                    escaped.Append($@"\u{(int)unit:x4}"),
                _ => escaped.Append(unit),
            };
        }

        return escaped.ToString();
    }

    private ServerEvent.Message Speakerless(string text) => new(new ChatMessage
    {
        Room = string.Empty,
        At = time.GetUtcNow(),
        From = new Sender(0, "-", Origin.Tcp),
        Payload = Encoding.UTF8.GetBytes(text.TrimEnd('\n')),
    });
}
