using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using WebChatBridge.Protocol;

namespace WebChatBridge.Client;

/// <summary>
/// The <c>line</c> dialect from the client's side: requests become slash commands, <c>name: text</c> a message, <c>* text</c> a
/// notice. Any other line is shown as it is, so that it also serves against a program that merely prints lines.
/// </summary>
internal sealed partial class LineWire(RelayAddress peer, bool crLf, TimeProvider time) : IClientWire
{
    private const int MaxLineBytes = 1024 * 1024;

    private readonly LineCutter lines = new(MaxLineBytes);

    public bool Acknowledges => false;

    public string? Write(ClientRequest request, IBufferWriter<byte> output)
    {
        switch (request)
        {
            case ClientRequest.Post post:
                WriteText(post.Payload.Span, output);
                return null;
            case ClientRequest.Direct direct:
                WriteLine($"/msg {direct.To} {OneLine(direct.Payload.Span)}", output);
                return null;
            case ClientRequest.Hello hello:
                WriteHello(hello, output);
                return null;
            case ClientRequest.Ping:
                return "The line dialect has no ping.";
            default:
                WriteLine(Command(request), output);
                return null;
        }
    }

    public void Take(ReadOnlySpan<byte> input, ICollection<RelayNews> news) => lines.Take(input, line => Read(line, news));

    public void Finish(ICollection<RelayNews> news)
    {
        if (lines.PendingBytes > 0)
        {
            lines.Flush(line => Read(line, news));
        }
    }

    private void WriteHello(ClientRequest.Hello hello, IBufferWriter<byte> output)
    {
        if (hello.Token is not null)
        {
            WriteLine("/pass " + hello.Token, output);
        }

        if (hello.Name is not null)
        {
            WriteLine("/nick " + hello.Name, output);
        }

        if (hello.Room is not null)
        {
            WriteLine("/join " + hello.Room, output);
        }
    }

    private static string Command(ClientRequest request) => request switch
    {
        ClientRequest.Join join => "/join " + join.Room,
        ClientRequest.Rename rename => "/nick " + rename.Name,
        ClientRequest.Who => "/who",
        ClientRequest.Rooms => "/rooms",
        ClientRequest.History history => string.Create(CultureInfo.InvariantCulture, $"/history {history.Limit ?? 50}"),
        ClientRequest.Pass pass => "/pass " + pass.Secret,
        ClientRequest.Bye => "/quit",
        _ => "/help",
    };

    private void WriteText(ReadOnlySpan<byte> payload, IBufferWriter<byte> output)
    {
        // The dialect has no way to say a line break inside a message: each line is a message of its own.
        foreach (var range in payload.Split((byte)'\n'))
        {
            var line = payload[range].TrimEnd((byte)'\r');
            if (line.StartsWith("/"u8))
            {
                output.Write("/"u8);
            }

            output.Write(line);
            output.Write(crLf ? "\r\n"u8 : "\n"u8);
        }
    }

    private void WriteLine(string text, IBufferWriter<byte> output)
    {
        output.Write(Encoding.UTF8.GetBytes(text));
        output.Write(crLf ? "\r\n"u8 : "\n"u8);
    }

    private static string OneLine(ReadOnlySpan<byte> payload) => Encoding.UTF8.GetString(payload).ReplaceLineEndings(" ");

    private void Read(ReadOnlySpan<byte> line, ICollection<RelayNews> news)
    {
        line = line.TrimEnd((byte)'\r');
        if (line.StartsWith("* "u8))
        {
            news.Add(new RelayNews.Said(new ServerEvent.Notice(Encoding.UTF8.GetString(line[2..]))));
            return;
        }

        var text = Encoding.UTF8.GetString(line);
        var speaker = Attribution().Match(text);
        if (!speaker.Success)
        {
            news.Add(new RelayNews.Unframed(text));
            return;
        }

        var name = speaker.Groups["name"].Value;
        var message = new ChatMessage
        {
            Room = peer.ToString(),
            At = time.GetUtcNow(),
            From = new Sender(0, name, Origin.Tcp),
            Payload = line[(Encoding.UTF8.GetByteCount(name) + 2)..].ToArray(),
        };
        news.Add(new RelayNews.Said(new ServerEvent.Message(message)));
    }

    [GeneratedRegex(@"^(?<name>[\p{L}\p{Nd}\p{M}._-]{1,32}): ", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Attribution();
}
