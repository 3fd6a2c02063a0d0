using System.Text;
using WebChatBridge.Protocol;

namespace WebChatBridge.Relay.Tests.Traffic;

/// <summary>A session's traffic as a test writes it.</summary>
internal sealed class TestTap(TestTraffic traffic, long session, string name) : ITap
{
    private readonly List<Chunk> chunks = [];
    private readonly List<KeptFrame> frames = [];
    private readonly Dictionary<Direction, MemoryStream> streams = new() { [Direction.In] = new(), [Direction.Out] = new() };

    public long Session => session;

    public string Name => name;

    public string? Room => "lobby";

    public long Version { get; private set; }

    public long DroppedChunks { get; private set; }

    public List<Hint> Odd { get; } = [];

    public int Reads { get; private set; }

    public IReadOnlyList<Chunk> Chunks(long after)
    {
        Reads++;
        return [.. chunks.Where(chunk => chunk.Seq > after)];
    }

    public IReadOnlyList<KeptFrame> Frames(Direction direction, long after)
    {
        Reads++;
        return [.. frames.Where(frame => frame.Mark.Direction == direction && frame.Mark.End > after)];
    }

    public IReadOnlyList<Hint> Hints() => Odd;

    /// <summary>One read or write; answers its number.</summary>
    public long Carry(Direction direction, string bytes)
    {
        var stream = streams[direction];
        var chunk = new Chunk(++traffic.Newest, session, direction, traffic.Now, stream.Length, Encoding.Latin1.GetBytes(bytes));
        stream.Write(chunk.Bytes);
        chunks.Add(chunk);
        Version++;
        return chunk.Seq;
    }

    public long In(string bytes) => Carry(Direction.In, bytes);

    /// <summary>A frame that ends in the newest chunk, or an older one.</summary>
    public void Frame(long start, long end, FrameKind kind = FrameKind.Message, int head = 0, long? seq = null, Direction direction = Direction.In)
    {
        var chunk = chunks.Single(chunk => chunk.Direction == direction && chunk.Offset < end && chunk.End >= end);
        var mark = new FrameMark(direction, start, end, kind, head, 1, seq is null ? null : "den", seq);
        frames.Add(new KeptFrame(mark, chunk.Seq, chunk.At, streams[direction].ToArray().AsMemory()[(int)start..(int)end], chunk.Note));
        Version++;
    }

    /// <summary>A chunk that is one message.</summary>
    public void Say(string text, Direction direction = Direction.In)
    {
        var start = streams[direction].Length;
        Carry(direction, text);
        Frame(start, streams[direction].Length, direction: direction);
    }

    public void Drop(int count)
    {
        chunks.RemoveRange(0, count);
        DroppedChunks += count;
        Version++;
    }
}
