using System.Buffers;
using System.Globalization;
using System.Text;
using WebChatBridge.Protocol;

namespace WebChatBridge.Client;

/// <summary>
/// The Python socket tutorial's framing from the client's side. Also talks to the tutorial's own server, whose replies have no
/// frame: what cannot be a header is shown as text.
/// Wire: [length: 64 bytes, ASCII decimal, space padded][body: length bytes]. docs/wire.md §2.1
/// </summary>
internal sealed class HeaderWire(string partner, TimeProvider time) : IClientWire
{
    private const int HeaderBytes = 64;
    private const int MaxBodyBytes = 16 * 1024 * 1024;
    private const string Goodbye = "!DISCONNECT";

    private readonly List<byte> pending = [];

    public bool Acknowledges => false;

    public string? Write(ClientRequest request, IBufferWriter<byte> output)
    {
        switch (request)
        {
            case ClientRequest.Hello hello:
                if (hello.Token is { } token)
                {
                    WriteFrame(Encoding.UTF8.GetBytes(token), output);
                }

                return null;
            case ClientRequest.Post post when post.Payload.Span.SequenceEqual("!DISCONNECT"u8):
                return "!DISCONNECT is this dialect's goodbye; leave with /quit or Ctrl-D.";
            case ClientRequest.Post post:
                WriteFrame(post.Payload.Span, output);
                return null;
            case ClientRequest.Bye:
                WriteFrame("!DISCONNECT"u8, output);
                return null;
            default:
                return "The header64 dialect has no words for that; it only carries messages.";
        }
    }

    public void Take(ReadOnlySpan<byte> input, ICollection<RelayNews> news)
    {
        pending.AddRange(input);
        while (pending.Count > 0)
        {
            var length = BodyLength();
            if (length is null)
            {
                return;
            }

            if (length < 0)
            {
                Flush(news);
                return;
            }

            if (pending.Count < HeaderBytes + length)
            {
                return;
            }

            var body = pending.GetRange(HeaderBytes, length.Value).ToArray();
            pending.RemoveRange(0, HeaderBytes + length.Value);
            news.Add(Said(body));
        }
    }

    public void Finish(ICollection<RelayNews> news) => Flush(news);

    private static void WriteFrame(ReadOnlySpan<byte> body, IBufferWriter<byte> output)
    {
        var header = output.GetSpan(HeaderBytes)[..HeaderBytes];
        header.Fill((byte)' ');
        _ = body.Length.TryFormat(header, out _, default, CultureInfo.InvariantCulture);
        output.Advance(HeaderBytes);
        output.Write(body);
    }

    /// <summary>The body's length; null while the header may still become one; -1 when this is no header.</summary>
    private int? BodyLength()
    {
        var header = Encoding.Latin1.GetString([.. pending.Take(HeaderBytes)]);
        var digits = header.Trim(' ');
        if (digits.Length > 19 || digits.Any(unit => !char.IsAsciiDigit(unit)))
        {
            return -1;
        }

        if (header.Length < HeaderBytes)
        {
            return null;
        }

        return long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var length) && length <= MaxBodyBytes
            ? (int)length
            : -1;
    }

    private void Flush(ICollection<RelayNews> news)
    {
        if (pending.Count > 0)
        {
            news.Add(new RelayNews.Unframed(Encoding.UTF8.GetString([.. pending])));
            pending.Clear();
        }
    }

    private RelayNews.Said Said(byte[] body)
    {
        if (body.AsSpan().SequenceEqual(Encoding.ASCII.GetBytes(Goodbye)))
        {
            return new RelayNews.Said(new ServerEvent.Bye(Goodbye));
        }

        var message = new ChatMessage
        {
            Room = string.Empty,
            At = time.GetUtcNow(),
            From = new Sender(0, partner, Origin.Tcp),
            Payload = body,
        };
        return new RelayNews.Said(new ServerEvent.Message(message, Attributed: false));
    }
}
