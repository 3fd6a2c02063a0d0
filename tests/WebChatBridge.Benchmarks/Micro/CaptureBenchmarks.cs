using BenchmarkDotNet.Attributes;
using WebChatBridge.Protocol;
using WebChatBridge.Relay;

namespace WebChatBridge.Benchmarks;

/// <summary>A message of 100 bytes that is captured: it came to one session, and was appended and written to another.</summary>
[MemoryDiagnoser]
public class CaptureBenchmarks
{
    private readonly byte[] bytes = new byte[100];
    private readonly IDialect line = Protocol.Dialects.Parse("line", 65_536);
    private ChunkRing[] rings = [];
    private int turn;
    private long came;

    /// <summary>A few are in the cache, many are not and are at the bound of all together.</summary>
    [Params(4, 1_000)]
    public int Rings { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        var capture = new Capture(new CaptureOptions());
        rings = [.. Enumerable.Range(1, Rings).Select(session => capture.Open(session)!)];
    }

    [Benchmark]
    public void Message()
    {
        turn = (turn + 2) % rings.Length;
        came += bytes.Length;
        rings[turn].Received(bytes, DateTimeOffset.UnixEpoch, [new FoundFrame(came - bytes.Length, came, FrameKind.Message)]);
        var other = rings[(turn + 1) % rings.Length];
        other.Appended(bytes, new Label(FrameKind.Message, line, "lobby", came));
        other.Writing(bytes.Length, DateTimeOffset.UnixEpoch, note: null);
    }
}
