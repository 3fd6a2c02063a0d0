namespace WebChatBridge.Benchmarks.Tests;

/// <summary>Each benchmark once: one that throws would otherwise be found months later.</summary>
public sealed class MicroTests
{
    [Fact]
    public async Task Benchmarks_CalledOnce_Work()
    {
        foreach (var dialect in Speech.Names)
        {
            var dialects = new DialectBenchmarks { Dialect = dialect };
            dialects.Setup();
            Assert.Equal(100, dialects.Read());
            Assert.True(dialects.Write() > 100 * 100);
        }

        foreach (var store in (string[])["memory", "sqlite"])
        {
            var log = new LogBenchmarks { Store = store, Batch = 16 };
            await log.Setup();
            Assert.Equal(16, await log.Append());
            await log.Cleanup();
        }

        var outbox = new OutboxBenchmarks { Appends = 16 };
        outbox.Setup();
        Assert.True(await outbox.AppendAndFlush());

        var capture = new CaptureBenchmarks { Rings = 4 };
        capture.Setup();
        capture.Message();

        var filter = new FilterBenchmarks { Text = "lazy" };
        filter.Setup();
        Assert.True(filter.Matches());
    }
}
