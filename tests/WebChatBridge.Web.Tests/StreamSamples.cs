using System.Text;
using WebChatBridge.Protocol;

namespace WebChatBridge.Web.Tests;

/// <summary>Captured bytes that tests are made of: tom's, three lines in two reads.</summary>
public static class StreamSamples
{
    private static readonly long Noon = (Samples.Noon - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;

    public static SessionInfo Tom { get; } = Samples.Session(Samples.Tom);

    /// <summary>The three pings of otter: two and a half of them in chunk 1042, the rest in 1043.</summary>
    public static SessionTrace Pings { get; } = Trace(
        [In(1042, 0, "PING 1\nPING 2\nPI"), In(1043, 16, "NG 3\n")],
        [Line(0, 7, 881), Line(7, 14, 882), Line(14, 21, 883)]);

    public static Chunk In(long seq, long offset, string text) => new(seq, 3, Direction.In, Noon + seq, offset, Encoding.Latin1.GetBytes(text));

    public static Chunk Out(long seq, long offset, string text) => new(seq, 3, Direction.Out, Noon + seq, offset, Encoding.Latin1.GetBytes(text));

    /// <summary>A message that ends with LF.</summary>
    public static FrameMark Line(long start, long end, long seq, Direction direction = Direction.In) =>
        new(direction, start, end, FrameKind.Message, Tail: 1, Room: "lobby", Seq: seq);

    public static SessionTrace Trace(IReadOnlyList<Chunk> chunks, IReadOnlyList<FrameMark> frames, SessionInfo? session = null) => new()
    {
        Session = session ?? Tom,
        Now = Noon,
        Chunks = chunks,
        Frames = frames,
    };

    /// <summary>Chunk 1042 of a trace, or another one.</summary>
    public static Web.State.Inspection Inspect(SessionTrace trace, long seq = 1042, Lens lens = Lens.Chunks, int part = 0) =>
        Web.State.Inspection.Of(trace, new(3, seq, part, lens))!;
}
