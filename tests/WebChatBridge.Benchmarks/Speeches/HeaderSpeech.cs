using System.Buffers.Text;

namespace WebChatBridge.Benchmarks;

/// <summary>docs/wire.md §2.1, with a header of 64 bytes.</summary>
internal sealed class HeaderSpeech : Speech
{
    private const int Width = 64;

    private static readonly byte[] Farewell = [.. "11"u8, .. new byte[Width - 2].Select(static _ => (byte)' '), .. "!DISCONNECT"u8];

    public override string Name => "header64";

    public override int Framing => Width;

    public override bool Welcomes => false;

    public override ReadOnlySpan<byte> Goodbye => Farewell;

    public override byte[] Hello(string name, string room) => [];

    public override bool IsWelcome(ReadOnlySpan<byte> frame, string name, string room) => true;

    public override int WritePost(Span<byte> into, int sender, int number, int size)
    {
        into[..Width].Fill((byte)' ');
        Utf8Formatter.TryFormat(size, into, out _);
        Payload.Write(into.Slice(Width, size), sender, number);
        return Width + size;
    }

    public override bool TryCut(ReadOnlySpan<byte> input, out int taken, out ReadOnlySpan<byte> frame)
    {
        taken = 0;
        frame = default;
        if (input.Length < Width)
        {
            return false;
        }

        if (!Utf8Parser.TryParse(input[..Width], out int length, out var digits)
            || length < 0
            || input[digits..Width].ContainsAnyExcept((byte)' '))
        {
            taken = -1;
            return false;
        }

        if (input.Length - Width < length)
        {
            return false;
        }

        frame = input.Slice(Width, length);
        taken = Width + length;
        return true;
    }

    public override FrameSort Sort(ReadOnlySpan<byte> frame, int size, out ReadOnlySpan<byte> before, out ReadOnlySpan<byte> payload)
    {
        _ = SortText(frame, size, out before, out payload);
        return frame.SequenceEqual("!DISCONNECT"u8) ? FrameSort.Notice : FrameSort.Delivery;
    }
}
