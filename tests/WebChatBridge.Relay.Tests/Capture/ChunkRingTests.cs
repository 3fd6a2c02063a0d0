using System.Text;
using WebChatBridge.Protocol;

namespace WebChatBridge.Relay.Tests;

public sealed class ChunkRingTests
{
    private static readonly LineDialect Line = new(maxMessageBytes: 1_000, commands: false);

    private readonly TestTime time = new();
    private readonly Capture capture;

    public ChunkRingTests() => capture = NewCapture(sessionBytes: 65_536, totalBytes: 1_000_000);

    [Fact]
    public void Chunks_OfBothDirections_AreInTheOrderOfTheirNumbers()
    {
        var ring = capture.Open(7)!;

        Receive(ring, "ab\n");
        Write(ring, "xyz\n");
        Receive(ring, "c");

        Assert.Equal(["In 0 ab\\n", "Out 0 xyz\\n", "In 3 c"], Chunks(ring.Read(0)));
        Assert.Equal(["Out 0 xyz\\n"], Chunks(ring.Read(1, upTo: 2)));
        Assert.Equal(3, capture.Newest);
        Assert.True(ring.HasAfter(2));
        Assert.False(ring.HasAfter(3));
    }

    [Fact]
    public void Chunk_HasTimeSessionAndNote()
    {
        var ring = capture.Open(7)!;
        ring.Appended("xyz"u8, new Label(FrameKind.Raw));

        ring.Writing(2, time.GetUtcNow(), "sliced to 2 B");
        time.Advance(TimeSpan.FromMicroseconds(1_500));
        ring.Writing(1, time.GetUtcNow(), "sliced to 2 B");

        var (first, second) = (ring.Read(0).Chunks[0], ring.Read(0).Chunks[1]);
        Assert.Equal(new DateTimeOffset(2026, 11, 22, 12, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds() * 1_000, first.At);
        Assert.Equal((7, 1_500, "sliced to 2 B", 2), (second.Session, second.At - first.At, second.Note, second.Offset));
    }

    [Fact]
    public void Frames_OfWhatIsWritten_AreMeasuredByTheirDialect()
    {
        var ring = capture.Open(7)!;
        var header = new HeaderDialect(width: 4, maxMessageBytes: 100);

        Write(ring, "hi\n", new Label(FrameKind.Message, Line, "lobby", 12));
        Write(ring, "* welcome\n", new Label(FrameKind.Control, Line));
        Write(ring, "2   ab1   c", new Label(FrameKind.Message, header, "pair-1", 3));

        Assert.Equal(
            [
                new FrameMark(Direction.Out, 0, 3, FrameKind.Message, 0, 1, "lobby", 12),
                new FrameMark(Direction.Out, 3, 13, FrameKind.Control, 0, 1),
                new FrameMark(Direction.Out, 13, 19, FrameKind.Message, 4, 0, "pair-1", 3),
                new FrameMark(Direction.Out, 19, 24, FrameKind.Message, 4, 0, "pair-1", 3),
            ],
            Marks(ring.Read(0)));
        Assert.Equal(["hi\n", "* welcome\n", "ab", "c"], ring.Read(0).Frames.Select(static frame => Encoding.UTF8.GetString(frame.Content)));
    }

    [Fact]
    public void Frame_OverSeveralWrites_HasTheNumberOfTheLast()
    {
        var ring = capture.Open(7)!;
        ring.Appended("hello\n"u8, new Label(FrameKind.Message, Line, "lobby", 1));

        ring.Writing(3, time.GetUtcNow(), null);
        Assert.Equal(0, Assert.Single(ring.Read(0).Frames).Seq);
        ring.Writing(3, time.GetUtcNow(), null);

        Assert.Equal(2, Assert.Single(ring.Read(0).Frames).Seq);
        Assert.Single(ring.Read(1).Frames); // it has a byte in the second chunk, too
    }

    [Fact]
    public void Placed_GivesTheMessageItsRoomAndNumber()
    {
        var ring = capture.Open(7)!;
        Receive(ring, "a\nb\n", Frame(0, 2), Frame(2, 4));

        ring.Placed(4, "lobby", 9);
        ring.Placed(3, "lobby", 10); // nothing ends there

        Assert.Equal([null, 9], ring.Read(0).Frames.Select(static frame => frame.Mark.Seq));
        Assert.Equal((1, 1), ring.Find("Lobby", 9));
        Assert.Null(ring.Find("lobby", 10));
    }

    [Fact]
    public void Framed_Later_HasANumberOfItsOwn()
    {
        var ring = capture.Open(7)!;
        Receive(ring, "hi");

        ring.Framed([Frame(0, 2)]);

        Assert.Equal(2, capture.Newest);
        Assert.True(ring.HasAfter(1));
        var late = ring.Read(1);
        Assert.Empty(late.Chunks);
        Assert.Equal((2, 0, 2), (Assert.Single(late.Frames).Seq, late.Frames[0].Mark.Start, late.Frames[0].Mark.End));
        Assert.Single(ring.Read(0).Frames);
        Assert.Empty(ring.Read(2).Frames);
    }

    [Fact]
    public void Dropped_BytesThatWait_NeverBecomeAChunk()
    {
        var ring = capture.Open(7)!;
        Write(ring, "one\n");
        ring.Appended("two\n"u8, new Label(FrameKind.Message, Line));
        ring.Appended("three\n"u8, new Label(FrameKind.Message, Line));

        ring.Dropped(10);
        Write(ring, "bye\n", new Label(FrameKind.Goodbye, Line));

        Assert.Equal(["Out 0 one\\n", "Out 4 bye\\n"], Chunks(ring.Read(0)));
        Assert.Equal([FrameKind.Message, FrameKind.Goodbye], ring.Read(0).Frames.Select(static frame => frame.Mark.Kind));
        Assert.Equal(0, ring.Read(0).DroppedChunks);
    }

    [Fact]
    public void Ring_OverItsBound_DropsTheOldest_WhicheverWayTheyWent()
    {
        var small = NewCapture(sessionBytes: 16_384, totalBytes: 1_000_000);
        var ring = small.Open(7)!;

        for (var i = 0; i < 100; i++)
        {
            Receive(ring, new string('i', 99) + "\n", Frame(i * 100L, (i + 1) * 100L));
            Write(ring, new string('o', 199) + "\n");
        }

        var all = ring.Read(0);
        Assert.True(ring.Cost <= 16_384);
        Assert.Equal(small.Cost, ring.Cost);
        Assert.Equal(200, all.DroppedChunks + all.Chunks.Count);
        Assert.Equal(30_000, all.DroppedBytes + all.Chunks.Sum(static chunk => chunk.Bytes.Length));
        Assert.Equal(Enumerable.Range((int)all.Chunks[0].Seq, all.Chunks.Count), all.Chunks.Select(static chunk => (int)chunk.Seq));
        Assert.All(all.Chunks, static chunk => Assert.All(chunk.Bytes[..^1], value => Assert.Equal(chunk.Direction == Direction.In ? (byte)'i' : (byte)'o', value)));
        Assert.True(all.Chunks.Count > 20);
        Assert.InRange(all.Frames.Count, all.Chunks.Count, all.Chunks.Count + 1);
    }

    [Fact]
    public void Ring_OfTinyChunks_IsBoundedToo()
    {
        var ring = NewCapture(sessionBytes: 8_192, totalBytes: 1_000_000).Open(7)!;

        for (var i = 0; i < 10_000; i++)
        {
            Receive(ring, "\n", Frame(i, i + 1));
            ring.Placed(i + 1, "lobby", i + 1);
        }

        Assert.True(ring.Cost <= 8_192);
        Assert.InRange(ring.Read(0).Chunks.Count, 100, 800);
        Assert.InRange(ring.Read(0).Frames.Count, 100, 800);
    }

    [Fact]
    public void Ring_OfOneWhoOnlyLooksIn_IsSmall_AndGrowsInPlace()
    {
        var ring = NewCapture(sessionBytes: 262_144, totalBytes: 1_000_000).Open(7)!;

        Write(ring, "* welcome, you are keen-osprey in lobby - /help lists what you can do\n");
        Assert.True(ring.Cost < 1_024, $"{ring.Cost}");
        for (var i = 0; i < 100; i++)
        {
            Write(ring, $"* somebody joined lobby ({i} here)\n", new Label(FrameKind.Control, Line));
        }

        Assert.Equal(101, ring.Read(0).Chunks.Count);
        Assert.Equal(101, ring.Read(0).Frames.Count);
        Assert.InRange(ring.Cost, 4_096, 8_192);
    }

    [Fact]
    public void Ring_WhatWaitsTooLong_IsCountedAsDroppedWhenItIsWritten()
    {
        var ring = NewCapture(sessionBytes: 8_192, totalBytes: 1_000_000).Open(7)!;
        ring.Appended(new byte[10_000], new Label(FrameKind.Raw));
        ring.Appended("end"u8, new Label(FrameKind.Raw));

        ring.Writing(10_000, time.GetUtcNow(), null);
        ring.Writing(3, time.GetUtcNow(), null);

        Assert.True(ring.Cost <= 8_192);
        Assert.Equal(["Out 10000 end"], Chunks(ring.Read(0)));
        Assert.Equal((1, 10_000), (ring.Read(0).DroppedChunks, ring.Read(0).DroppedBytes));
    }

    [Fact]
    public void Read_OfSoManyBytes_TellsWhatItLeftOut()
    {
        var ring = capture.Open(7)!;
        for (var i = 0; i < 10; i++)
        {
            Receive(ring, $"{i}234567890");
        }

        var newest = ring.Read(0, maxBytes: 25, newestFirst: true);
        var oldest = ring.Read(0, maxBytes: 25);

        Assert.Equal(["In 70 7234567890", "In 80 8234567890", "In 90 9234567890"], Chunks(newest));
        Assert.Equal((true, false), (newest.Before, newest.After));
        Assert.Equal([1, 2, 3], oldest.Chunks.Select(static chunk => (int)chunk.Seq));
        Assert.Equal((false, true), (oldest.Before, oldest.After));
    }

    [Fact]
    public void Bytes_AreOnlyWhatIsKept()
    {
        var ring = capture.Open(7)!;
        Receive(ring, "abc");
        Receive(ring, "def");

        Assert.Equal("bcde", Encoding.ASCII.GetString(ring.Bytes(Direction.In, 1, 4)));
        Assert.Equal("ef", Encoding.ASCII.GetString(ring.Bytes(Direction.In, 4, 100)));
        Assert.Empty(ring.Bytes(Direction.Out, 0, 100));
    }

    private static Capture NewCapture(int sessionBytes, long totalBytes) =>
        new(new CaptureOptions { SessionBytes = sessionBytes, TotalBytes = totalBytes });

    private void Receive(ChunkRing ring, string text, params FoundFrame[] frames) =>
        ring.Received(Encoding.ASCII.GetBytes(text), time.GetUtcNow(), frames);

    private void Write(ChunkRing ring, string text) => Write(ring, text, new Label(FrameKind.Message, Line));

    private void Write(ChunkRing ring, string text, Label label)
    {
        var bytes = Encoding.ASCII.GetBytes(text);
        ring.Appended(bytes, label);
        ring.Writing(bytes.Length, time.GetUtcNow(), null);
    }

    private static FoundFrame Frame(long start, long end) => new(start, end, FrameKind.Message, tail: 1);

    private static IEnumerable<string> Chunks(Captured captured) => captured.Chunks.Select(static chunk =>
        $"{chunk.Direction} {chunk.Offset} {Encoding.ASCII.GetString(chunk.Bytes).Replace("\n", "\\n", StringComparison.Ordinal)}");

    private static IEnumerable<FrameMark> Marks(Captured captured) => captured.Frames.Select(static frame => frame.Mark);
}
