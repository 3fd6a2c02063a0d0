namespace WebChatBridge.Benchmarks;

/// <summary>docs/wire.md §2.2.</summary>
internal sealed class LineSpeech : Speech
{
    public override string Name => "line";

    public override int Framing => 1;

    public override bool Welcomes => true;

    public override ReadOnlySpan<byte> Goodbye => "/quit\n"u8;

    public override byte[] Hello(string name, string room) => Bytes($"/nick {name}\n/join {room}\n");

    public override bool IsWelcome(ReadOnlySpan<byte> frame, string name, string room) =>
        frame.StartsWith(Bytes($"* {name} joined {room} "));

    public override int WritePost(Span<byte> into, int sender, int number, int size)
    {
        Payload.Write(into[..size], sender, number);
        into[size] = (byte)'\n';
        return size + 1;
    }

    public override bool TryCut(ReadOnlySpan<byte> input, out int taken, out ReadOnlySpan<byte> frame) =>
        CutAt((byte)'\n', input, out taken, out frame);

    public override FrameSort Sort(ReadOnlySpan<byte> frame, int size, out ReadOnlySpan<byte> before, out ReadOnlySpan<byte> payload) =>
        SortText(frame, size, out before, out payload);
}
