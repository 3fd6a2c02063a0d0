using BenchmarkDotNet.Attributes;
using WebChatBridge.Protocol;
using WebChatBridge.Relay;
using WebChatBridge.Server;

namespace WebChatBridge.Benchmarks;

/// <summary>One batch into the log. SQLite's is a commit with an fsync, on the disk of the temporary folder.</summary>
[MemoryDiagnoser]
public class LogBenchmarks
{
    private string folder = "";
    private IMessageLog log = null!;
    private Draft[] batch = [];

    [Params("memory", "sqlite")]
    public string Store { get; set; } = "memory";

    [Params(1, 16, 64, 1_000)]
    public int Batch { get; set; }

    [GlobalSetup]
    public async Task Setup()
    {
        folder = Directory.CreateTempSubdirectory("wcb-log-").FullName;
        log = Store == "memory"
            ? new MemoryLog()
            : new SqliteLog(new HistoryOptions { Path = Path.Combine(folder, "history.db"), Sync = "full" }, TimeProvider.System);
        _ = await log.OpenAsync(CancellationToken.None);
        batch = [.. Enumerable.Range(0, Batch).Select(static i => new Draft(new ChatMessage
        {
            Room = "lobby", At = DateTimeOffset.UnixEpoch.AddSeconds(i), From = new Protocol.Sender(7, "amber-otter", Origin.Tcp), Payload = new byte[100],
        }))];
    }

    [Benchmark]
    public async Task<int> Append() => (await log.AppendAsync(batch, CancellationToken.None)).Count;

    [GlobalCleanup]
    public async Task Cleanup()
    {
        await log.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }
}
