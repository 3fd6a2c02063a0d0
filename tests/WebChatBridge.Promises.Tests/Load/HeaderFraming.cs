using System.Buffers.Text;

namespace WebChatBridge.Promises.Tests;

/// <summary><c>header64</c>. Between the seats of a pair a message has no name before it.</summary>
internal sealed class HeaderFraming(bool seat) : Framing
{
    private const int HeaderBytes = 64;

    public override int Write(ReadOnlySpan<byte> body, Span<byte> target)
    {
        target[..HeaderBytes].Fill((byte)' ');
        Utf8Formatter.TryFormat(body.Length, target, out _);
        body.CopyTo(target[HeaderBytes..]);
        return HeaderBytes + body.Length;
    }

    public override int Read(ReadOnlySpan<byte> bytes, IListener listener)
    {
        var read = 0;
        while (bytes.Length - read >= HeaderBytes)
        {
            var header = bytes.Slice(read, HeaderBytes);
            if (!Utf8Parser.TryParse(header, out int length, out var digits) || header[digits..].ContainsAnyExcept((byte)' '))
            {
                throw new FormatException($"Not a header: {System.Text.Encoding.Latin1.GetString(header)}");
            }

            if (bytes.Length - read - HeaderBytes < length)
            {
                break;
            }

            Tell(bytes.Slice(read + HeaderBytes, length), listener);
            read += HeaderBytes + length;
        }

        return read;
    }

    private void Tell(ReadOnlySpan<byte> body, IListener listener) => listener.Hear(
        body.SequenceEqual("!DISCONNECT"u8)
            ? new Heard { Kind = HeardKind.Goodbye, Body = body }
            : new Heard { Kind = HeardKind.Message, Body = seat ? body : AfterName(body) });
}
