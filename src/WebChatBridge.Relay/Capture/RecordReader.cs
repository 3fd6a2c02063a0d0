using WebChatBridge.Protocol;

namespace WebChatBridge.Relay;

/// <summary>Reads what a <see cref="RecordWriter"/> wrote.</summary>
internal ref struct RecordReader(ReadOnlySpan<byte> from)
{
    private readonly ReadOnlySpan<byte> from = from;

    /// <summary>Bytes read.</summary>
    public int At { get; private set; }

    public readonly bool Ended => At == from.Length;

    public (RecordTag Tag, bool Known, FrameKind Kind) Tag()
    {
        var first = Byte();
        return ((RecordTag)(first & 7), (first & 8) != 0, (FrameKind)(first >> 4));
    }

    public byte Byte() => from[At++];

    public long Number()
    {
        var (value, shift) = (0UL, 0);
        byte next;
        do
        {
            next = Byte();
            value |= (ulong)(next & 0x7F) << shift;
            shift += 7;
        }
        while (next >= 0x80);

        return (long)value;
    }

    public long Step() => Signed(Number());

    public long Message(ref StreamPlaces places)
    {
        var told = Number();
        return told == 0 ? 0 : places.Message += Signed(told - 1);
    }

    public FoundFrame[] Frames(ref StreamPlaces places)
    {
        var frames = new FoundFrame[Number()];
        foreach (ref var frame in frames.AsSpan())
        {
            var start = places.Framed + Step();
            var end = start + Number();
            var kind = (FrameKind)Byte();
            frame = new FoundFrame(start, end, kind, (int)Number(), Byte());
            places.Framed = end;
        }

        return frames;
    }

    /// <summary>Where the next so many bytes begin.</summary>
    public int Skip(int bytes)
    {
        var at = At;
        At += bytes;
        return at;
    }

    private static long Signed(long told) => (long)((ulong)told >> 1) ^ -(told & 1);
}
