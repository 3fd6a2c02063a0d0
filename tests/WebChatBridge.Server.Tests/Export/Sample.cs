using System.Text;
using WebChatBridge.Protocol;

namespace WebChatBridge.Server.Tests;

/// <summary>A session put together by hand, chunk by chunk. It opened at noon, microsecond 0.</summary>
internal sealed class Sample(long id = 17)
{
    public static readonly DateTimeOffset Noon = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);
    public static readonly long NoonMicros = Noon.ToUnixTimeSeconds() * 1_000_000;

    private readonly List<Chunk> chunks = [];
    private readonly List<FrameMark> frames = [];
    private readonly long[] next = [0, 0];
    private CloseReason? closed;
    private long closedAt;

    public string? Remote { get; set; } = "127.0.0.1:40001";

    public string Listening { get; set; } = "127.0.0.1:5051";

    public string? Secured { get; set; }

    public Sample In(long at, string text, string? note = null) => Add(Direction.In, at, Encoding.UTF8.GetBytes(text), note);

    public Sample In(long at, byte[] bytes) => Add(Direction.In, at, bytes, null);

    public Sample Out(long at, string text) => Add(Direction.Out, at, Encoding.UTF8.GetBytes(text), null);

    public Sample Out(long at, byte[] bytes) => Add(Direction.Out, at, bytes, null);

    /// <summary>Bytes that were, and are not kept.</summary>
    public Sample Lost(Direction direction, int count)
    {
        next[(int)direction] += count;
        return this;
    }

    public Sample Frame(FrameMark frame)
    {
        frames.Add(frame);
        return this;
    }

    public Sample Closed(long at, CloseCode code)
    {
        (closedAt, closed) = (at, new CloseReason(code, "it ended"));
        return this;
    }

    public Recording Recording() => new(
        new SessionInfo
        {
            Id = id, Name = "tom", Origin = Origin.Tcp, Endpoint = "text", Dialect = "line", Remote = Remote, Secured = Secured, OpenedAt = Noon,
            BytesIn = next[0], BytesOut = next[1],
            ClosedAt = closed is null ? null : Noon.AddMicroseconds(closedAt), Closed = closed,
        },
        chunks,
        frames,
        new EndpointStatus("text", [Listening], "line", "lobby", 1));

    /// <summary>All bytes of one direction.</summary>
    public byte[] Stream(Direction direction) => [.. chunks.Where(chunk => chunk.Direction == direction).SelectMany(chunk => chunk.Bytes)];

    private Sample Add(Direction direction, long at, byte[] bytes, string? note)
    {
        chunks.Add(new Chunk(1_000 + chunks.Count, id, direction, NoonMicros + at, next[(int)direction], bytes, note));
        next[(int)direction] += bytes.Length;
        return this;
    }
}
