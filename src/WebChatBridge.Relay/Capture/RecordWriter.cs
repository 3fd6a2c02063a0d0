using WebChatBridge.Protocol;

namespace WebChatBridge.Relay;

/// <summary>
/// Writes a record into a page. Numbers take seven bits a byte, the lowest first, so that what is small takes one; steps, which may go
/// back, have their sign in the lowest bit.
/// </summary>
internal ref struct RecordWriter(Span<byte> into)
{
    /// <summary>No record takes more, its frames and bytes aside.</summary>
    public const int HeadBytes = 40;

    /// <summary>No frame takes more.</summary>
    public const int FrameBytes = 20;

    private readonly Span<byte> into = into;

    /// <summary>Bytes written.</summary>
    public int Length { get; private set; }

    public void Tag(RecordTag tag, bool known = false, FrameKind kind = default) => Byte((byte)((int)tag | (known ? 8 : 0) | ((int)kind << 4)));

    public void Byte(byte value) => into[Length++] = value;

    public void Number(long value)
    {
        var left = (ulong)value;
        for (; left >= 0x80; left >>= 7)
        {
            Byte((byte)(left | 0x80));
        }

        Byte((byte)left);
    }

    public void Step(long value) => Number((value << 1) ^ (value >> 63));

    /// <summary>The number of a message, from that of another; 0 for none.</summary>
    public void Message(long seq, ref StreamPlaces places)
    {
        if (seq == 0)
        {
            Byte(0);
            return;
        }

        var step = seq - places.Message;
        Number(((step << 1) ^ (step >> 63)) + 1);
        places.Message = seq;
    }

    /// <summary>How many, and each of them from the end of the one before.</summary>
    public void Frames(ReadOnlySpan<FoundFrame> frames, ref StreamPlaces places)
    {
        Number(frames.Length);
        foreach (ref readonly var frame in frames)
        {
            Step(frame.Start - places.Framed);
            Number(frame.Length);
            Byte((byte)frame.Kind);
            Number(frame.Head);
            Byte(frame.Tail);
            places.Framed = frame.End;
        }
    }

    public void Bytes(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(into[Length..]);
        Length += bytes.Length;
    }
}
