namespace WebChatBridge.Promises.Tests;

/// <summary>
/// <c>raw</c> in a pair: bytes in, the same bytes out, whatever messages the relay made of them. The units in it are found by
/// their own last byte.
/// </summary>
internal sealed class RawFraming : Framing
{
    public override int Write(ReadOnlySpan<byte> body, Span<byte> target)
    {
        body.CopyTo(target);
        return body.Length;
    }

    public override int Read(ReadOnlySpan<byte> bytes, IListener listener)
    {
        var read = 0;
        while (bytes[read..].IndexOf(Unit.Last) is >= 0 and var end)
        {
            listener.Hear(new Heard { Kind = HeardKind.Message, Body = bytes.Slice(read, end + 1) });
            read += end + 1;
        }

        return read;
    }
}
