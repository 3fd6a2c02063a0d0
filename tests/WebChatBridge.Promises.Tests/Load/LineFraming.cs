namespace WebChatBridge.Promises.Tests;

internal sealed class LineFraming : Framing
{
    public override int Write(ReadOnlySpan<byte> body, Span<byte> target)
    {
        body.CopyTo(target);
        target[body.Length] = (byte)'\n';
        return body.Length + 1;
    }

    public override int Read(ReadOnlySpan<byte> bytes, IListener listener)
    {
        var read = 0;
        while (bytes[read..].IndexOf((byte)'\n') is >= 0 and var end)
        {
            Tell(bytes.Slice(read, end), listener);
            read += end + 1;
        }

        return read;
    }

    private static void Tell(ReadOnlySpan<byte> line, IListener listener) => listener.Hear(
        line.StartsWith("* bye: "u8) ? new Heard { Kind = HeardKind.Goodbye, Body = line[7..] }
        : line.StartsWith("* "u8) ? new Heard { Kind = HeardKind.Other, Body = line[2..] }
        : new Heard { Kind = HeardKind.Message, Body = AfterName(line) });
}
