using WebChatBridge.Protocol;

namespace WebChatBridge.Relay.Tests;

public sealed class RecordTests
{
    [Theory]
    [InlineData(0, new byte[] { 0 })]
    [InlineData(127, new byte[] { 0x7F })]
    [InlineData(128, new byte[] { 0x80, 0x01 })]
    [InlineData(300, new byte[] { 0xAC, 0x02 })]
    [InlineData(long.MaxValue, new byte[] { 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x7F })]
    public void Number_TakesSevenBitsAByte(long value, byte[] bytes)
    {
        var into = new byte[16];
        var writer = new RecordWriter(into);

        writer.Number(value);

        Assert.Equal(bytes, into[..writer.Length]);
        Assert.Equal(value, new RecordReader(bytes).Number());
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(-1, 1)]
    [InlineData(63, 1)]
    [InlineData(-64, 1)]
    [InlineData(64, 2)]
    [InlineData(long.MinValue, 10)]
    [InlineData(long.MaxValue, 10)]
    public void Step_GoesBackToo(long value, int length)
    {
        var into = new byte[16];
        var writer = new RecordWriter(into);

        writer.Step(value);

        Assert.Equal(length, writer.Length);
        Assert.Equal(value, new RecordReader(into).Step());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(9)]
    [InlineData(long.MaxValue)]
    public void Message_IsAStepFromTheOneBefore_AndNoneIsNone(long seq)
    {
        var into = new byte[16];
        var (wrote, read) = (new StreamPlaces { Message = 7 }, new StreamPlaces { Message = 7 });

        new RecordWriter(into).Message(seq, ref wrote);

        Assert.Equal(seq, new RecordReader(into).Message(ref read));
        Assert.Equal(wrote, read);
    }

    [Fact]
    public void Frames_MayLieInsideOfOneAnother_AndTakeNoMoreThanTheirBound()
    {
        FoundFrame[] frames =
        [
            new(3, 9, FrameKind.Message, head: 0, tail: 1),
            new(4, 7, FrameKind.Negotiation),
            new(9, 9 + (long)int.MaxValue, FrameKind.Raw, head: ushort.MaxValue, tail: byte.MaxValue),
        ];
        var into = new byte[RecordWriter.HeadBytes + (frames.Length * RecordWriter.FrameBytes)];
        var (wrote, read) = (new StreamPlaces { Framed = long.MaxValue / 2 }, new StreamPlaces { Framed = long.MaxValue / 2 });

        new RecordWriter(into).Frames(frames, ref wrote);

        Assert.Equal(frames, new RecordReader(into).Frames(ref read));
        Assert.Equal(wrote, read);
    }
}
