using BenchmarkDotNet.Attributes;
using WebChatBridge.Relay;

namespace WebChatBridge.Benchmarks;

/// <summary>Appends to an outbox until the socket, which takes everything at once, has all of it.</summary>
[MemoryDiagnoser]
public class OutboxBenchmarks
{
    private readonly byte[] frame = new byte[120];
    private Outbox outbox = null!;

    /// <summary>How many are appended before the writing is waited for: what coalesces.</summary>
    [Params(1, 16, 256)]
    public int Appends { get; set; }

    [GlobalSetup]
    public void Setup() => outbox = new Outbox(Stream.Null, 1_048_576, new SendBuffers(), TimeProvider.System);

    [Benchmark]
    public async Task<bool> AppendAndFlush()
    {
        for (var i = 0; i < Appends; i++)
        {
            if (!outbox.TryAppend(frame))
            {
                throw new InvalidOperationException("It was full.");
            }
        }

        return await outbox.WhenWrittenAsync(outbox.Mark);
    }
}
