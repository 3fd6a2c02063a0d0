using System.Buffers;
using System.Globalization;
using System.Text;
using WebChatBridge.Protocol;

namespace WebChatBridge.Relay;

/// <summary>A message of a check-up in the bytes of a dialect, with the places where it can be cut.</summary>
internal sealed class CheckUpFrame
{
    private CheckUpFrame(byte[] bytes, int head, int body, int tail)
    {
        Bytes = bytes;
        Head = head;
        Body = body;
        Tail = tail;
    }

    /// <summary>All of it.</summary>
    public byte[] Bytes { get; }

    /// <summary>Where its (last) header begins; where the body does in a dialect without headers.</summary>
    public int Head { get; }

    /// <summary>Where the (last) body begins.</summary>
    public int Body { get; }

    /// <summary>Where the bytes after the body begin: the line end, or the end.</summary>
    public int Tail { get; }

    /// <summary>Spells a text as a message of the check-up.</summary>
    /// <param name="dialect">The client's.</param>
    /// <param name="text">What to say.</param>
    /// <param name="from">By whom; null where the pipe is transparent.</param>
    public static CheckUpFrame Of(IDialect dialect, string text, string? from)
    {
        var message = new ChatMessage { Room = "", At = default, From = new Sender(0, from ?? "", Origin.Tcp), Payload = Encoding.UTF8.GetBytes(text) };
        var output = new ArrayBufferWriter<byte>();
        dialect.Write(new ServerEvent.Message(message, Attributed: from is not null), output);
        var bytes = output.WrittenSpan.ToArray();
        if (dialect is HeaderDialect { Width: var width })
        {
            var head = LastHeader(bytes, width);
            return new CheckUpFrame(bytes, head, head + width, bytes.Length);
        }

        var end = bytes.AsSpan().TrimEnd("\r\n\0"u8).Length;
        return new CheckUpFrame(bytes, 0, 0, end);
    }

    /// <summary>The length a header says; null when it is none.</summary>
    public static int? LengthIn(ReadOnlySpan<byte> header) =>
        int.TryParse(Encoding.ASCII.GetString(header).Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var length) ? length : null;

    // A long message may leave in several frames, and a name in one of its own.
    private static int LastHeader(byte[] bytes, int width)
    {
        var at = 0;
        while (true)
        {
            var next = at + width + LengthIn(bytes.AsSpan(at, width))!.Value;
            if (next >= bytes.Length)
            {
                return at;
            }

            at = next;
        }
    }
}
