using System.Buffers.Text;

namespace WebChatBridge.Benchmarks;

/// <summary>docs/wire.md §2.3. It looks for the members it needs where the relay puts them; one that is elsewhere counts as damage.</summary>
internal sealed class JsonSpeech : Speech
{
    private static ReadOnlySpan<byte> PostStart => "{\"type\":\"post\",\"id\":\""u8;

    private static ReadOnlySpan<byte> PostText => "\",\"text\":\""u8;

    private static ReadOnlySpan<byte> End => "\"}"u8;

    public override string Name => "json";

    public override int Framing => 64;

    public override bool Welcomes => true;

    public override byte[] Arrival { get; } = [.. "{\"type\":\"hello\"}\n"u8];

    public override ReadOnlySpan<byte> Goodbye => "{\"type\":\"bye\"}\n"u8;

    public override byte[] Hello(string name, string room) => Bytes($"{{\"type\":\"hello\",\"name\":\"{name}\",\"room\":\"{room}\"}}\n");

    public override bool IsWelcome(ReadOnlySpan<byte> frame, string name, string room) => frame.StartsWith("{\"type\":\"welcome\""u8);

    public override int WritePost(Span<byte> into, int sender, int number, int size)
    {
        var length = Put(PostStart, into, 0);
        Utf8Formatter.TryFormat(number, into[length..], out var digits);
        length = Put(PostText, into, length + digits);
        Payload.Write(into.Slice(length, size), sender, number);
        length = Put(End, into, length + size);
        into[length] = (byte)'\n';
        return length + 1;
    }

    public override bool TryCut(ReadOnlySpan<byte> input, out int taken, out ReadOnlySpan<byte> frame) =>
        CutAt((byte)'\n', input, out taken, out frame);

    public override FrameSort Sort(ReadOnlySpan<byte> frame, int size, out ReadOnlySpan<byte> before, out ReadOnlySpan<byte> payload)
    {
        before = payload = default;
        if (!frame.StartsWith("{\"type\":\"message\""u8))
        {
            return frame.StartsWith("{\"type\":\"ack\""u8) ? FrameSort.Ack : FrameSort.Notice;
        }

        if (frame.EndsWith(End) && frame.Length > size + End.Length)
        {
            var start = frame.Length - End.Length - size;
            before = frame[..start];
            payload = frame.Slice(start, size);
        }

        return FrameSort.Delivery;
    }

    public override long? Seq(ReadOnlySpan<byte> before)
    {
        var name = "\"seq\":"u8;
        var at = before.IndexOf(name);
        return at >= 0 && Utf8Parser.TryParse(before[(at + name.Length)..], out long seq, out _) ? seq : null;
    }

    private static int Put(ReadOnlySpan<byte> bytes, Span<byte> into, int at)
    {
        bytes.CopyTo(into[at..]);
        return at + bytes.Length;
    }
}
