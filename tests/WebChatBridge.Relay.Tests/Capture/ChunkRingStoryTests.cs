using WebChatBridge.Protocol;

namespace WebChatBridge.Relay.Tests;

/// <summary>Long stories of reads, writes, notes and places, told to a ring and to a plain list: they must agree.</summary>
public sealed class ChunkRingStoryTests
{
    private static readonly LineDialect Line = new(maxMessageBytes: 1_000, commands: false);

    private readonly TestTime time = new();
    private readonly List<(long Seq, Direction Direction, long At, byte[] Bytes, string? Note)> told = [];
    private readonly List<(Direction Direction, long End, string Room, long Seq)> messages = [];
    private readonly List<byte> waiting = [];
    private long came;
    private long written;

    [Theory]
    [InlineData(1, 1_000)]
    [InlineData(2, 8_192)]
    [InlineData(3, 65_536)]
    [InlineData(4, 262_144)]
    public void Story_IsKeptFromSomewhereOn_ByteForByte(int seed, int sessionBytes)
    {
        var capture = new Capture(new CaptureOptions { SessionBytes = sessionBytes, TotalBytes = long.MaxValue });
        var ring = capture.Open(7)!;
        var random = new Random(seed);
        for (var step = 0; step < 2_000; step++)
        {
            Tell(ring, random);
            Assert.True(step < 20 || ring.Cost <= sessionBytes, $"{ring.Cost} of {sessionBytes}");
        }

        var all = ring.Read(0);

        Assert.Equal(capture.Cost, ring.Cost);
        Assert.Equal(told.Count, all.DroppedChunks + all.Chunks.Count);
        Assert.Equal(told.Sum(static one => (long)one.Bytes.Length), all.DroppedBytes + all.Chunks.Sum(static chunk => (long)chunk.Bytes.Length));
        var bySeq = told.ToDictionary(static one => one.Seq);
        foreach (var chunk in all.Chunks)
        {
            var one = bySeq[chunk.Seq];
            Assert.Equal((one.Direction, one.At, one.Note), (chunk.Direction, chunk.At, chunk.Note));
            Assert.Equal(one.Bytes, chunk.Bytes);
        }

        var places = messages.ToDictionary(static one => (one.Direction, one.End), static one => (one.Room, one.Seq));
        var marks = all.Frames.Where(static one => one.Mark is { Seq: not null }).Select(static one => one.Mark).ToList();
        Assert.All(marks, mark => Assert.Equal(places[(mark.Direction, mark.End)], (mark.Room!, mark.Seq!.Value)));
        Assert.True(sessionBytes < 65_536 || (all.Chunks.Count > 20 && marks.Count > 20), $"{all.Chunks.Count} chunks, {marks.Count} messages");
    }

    private void Tell(ChunkRing ring, Random random)
    {
        time.Advance(TimeSpan.FromMicroseconds(random.Next(0, 100_000)));
        var bytes = new byte[random.Next(10) == 0 ? random.Next(1, 3_000) : random.Next(1, 120)];
        random.NextBytes(bytes);
        bytes[^1] = (byte)'\n';
        var (room, seq) = (random.Next(5) == 0 ? "den" : "lobby", random.NextInt64(1, 1_000_000));
        switch (random.Next(5))
        {
            case 0 or 1:
                ring.Received(bytes, time.GetUtcNow(), [new FoundFrame(came, came + bytes.Length, FrameKind.Message, tail: 1)]);
                came += bytes.Length;
                Told(ring, Direction.In, bytes, null);
                ring.Placed(came, room, seq);
                messages.Add((Direction.In, came, room, seq));
                break;
            case 2 or 3:
                ring.Appended(bytes, new Label(FrameKind.Message, Line, room, seq));
                waiting.AddRange(bytes);
                messages.Add((Direction.Out, written + waiting.Count, room, seq));
                break;
            default:
                var part = random.Next(3) == 0 ? waiting.Count / 2 : waiting.Count;
                if (part > 0)
                {
                    var note = random.Next(4) == 0 ? $"sliced to {part} B" : null;
                    ring.Writing(part, time.GetUtcNow(), note);
                    Told(ring, Direction.Out, [.. waiting[..part]], note);
                    waiting.RemoveRange(0, part);
                    written += part;
                }

                break;
        }
    }

    private void Told(ChunkRing ring, Direction direction, byte[] bytes, string? note)
    {
        told.Add((told.Count + 1, direction, ChunkRing.Microseconds(time.GetUtcNow()), bytes, note));
        Assert.True(ring.HasAfter(told.Count - 1));
        Assert.False(ring.HasAfter(told.Count));
    }
}
