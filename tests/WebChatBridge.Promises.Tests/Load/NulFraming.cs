namespace WebChatBridge.Promises.Tests;

internal sealed class NulFraming : Framing
{
    public override int Write(ReadOnlySpan<byte> body, Span<byte> target)
    {
        body.CopyTo(target);
        target[body.Length] = 0;
        return body.Length + 1;
    }

    public override int Read(ReadOnlySpan<byte> bytes, IListener listener)
    {
        var read = 0;
        while (bytes[read..].IndexOf((byte)0) is >= 0 and var end)
        {
            listener.Hear(new Heard { Kind = HeardKind.Message, Body = AfterName(bytes.Slice(read, end)) });
            read += end + 1;
        }

        return read;
    }
}
