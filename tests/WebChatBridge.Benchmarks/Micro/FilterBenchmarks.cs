using BenchmarkDotNet.Attributes;
using WebChatBridge.Protocol;

namespace WebChatBridge.Benchmarks;

/// <summary>One row of traffic against a filter, as for each row a watcher does not see.</summary>
[MemoryDiagnoser]
public class FilterBenchmarks
{
    private readonly TrafficRow row = new()
    {
        Seq = 1, At = 0, Session = 7, Name = "amber-otter", Direction = Direction.In, Length = 105, Kind = FrameKind.Message, Room = "lobby", Content = [.. "The quick brown fox jumps over the lazy dog. "u8],
    };

    private Filter filter = Filter.None;

    [Params("", "dir:in len>10", "lazy", "from:tom -has:nul", "/jump.+dog/", "hex:0d0a")]
    public string Text { get; set; } = "";

    [GlobalSetup]
    public void Setup() => filter = Filter.Parse(Text);

    [Benchmark]
    public bool Matches() => filter.Matches(row);

    [Benchmark]
    public Filter Parse() => Filter.Parse(Text);
}
