namespace WebChatBridge.Benchmarks;

/// <summary>docs/wire.md §2.4. It has no words to take a name or a room, and is told nothing but messages.</summary>
internal sealed class NulSpeech : Speech
{
    public override string Name => "nul";

    public override int Framing => 1;

    public override bool Welcomes => false;

    public override ReadOnlySpan<byte> Goodbye => default;

    public override byte[] Hello(string name, string room) => [];

    public override bool IsWelcome(ReadOnlySpan<byte> frame, string name, string room) => true;

    public override int WritePost(Span<byte> into, int sender, int number, int size)
    {
        Payload.Write(into[..size], sender, number);
        into[size] = 0;
        return size + 1;
    }

    public override bool TryCut(ReadOnlySpan<byte> input, out int taken, out ReadOnlySpan<byte> frame) =>
        CutAt(0, input, out taken, out frame);

    public override FrameSort Sort(ReadOnlySpan<byte> frame, int size, out ReadOnlySpan<byte> before, out ReadOnlySpan<byte> payload) =>
        SortText(frame, size, out before, out payload);
}
