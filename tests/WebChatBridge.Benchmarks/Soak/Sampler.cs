using System.Globalization;

namespace WebChatBridge.Benchmarks;

/// <summary>Looks at the server from outside, regularly: /proc, its files, its metrics.</summary>
internal sealed class Sampler(ServerUnderTest server, string folder, TimeSpan period)
{
    private const double MiB = 1_048_576;

    private readonly List<Sample> samples = [];
    private readonly long started = Clock.Now;
    private double heap;
    private double collectedAt = double.MinValue;
    private double accepted;
    private double acceptedAt;

    public IReadOnlyList<Sample> Samples => samples;

    public async Task RunAsync(CancellationToken end)
    {
        using var timer = new PeriodicTimer(period);
        await using var file = new StreamWriter(Path.Combine(folder, "samples.csv")) { AutoFlush = true };
        try
        {
            while (await timer.WaitForNextTickAsync(end))
            {
                var sample = await SampleAsync(end);
                samples.Add(sample);
                if (samples.Count == 1)
                {
                    await file.WriteLineAsync("minutes;" + string.Join(';', sample.Values.Keys));
                }

                await file.WriteLineAsync(string.Join(';', sample.Values.Values.Prepend(sample.Minutes).Select(static value => value.ToString("0.###", CultureInfo.InvariantCulture))));
            }
        }
        catch (OperationCanceledException)
        {
            // The run is over.
        }
    }

    private async Task<Sample> SampleAsync(CancellationToken end)
    {
        var minutes = (Clock.Now - started) / 60e9;
        if (minutes >= collectedAt + 1)
        {
            await HeapCollection.ForceAsync(server.Pid, end);
            heap = Sum((await server.GetAsync("/metrics")).Split('\n'), "dotnet_gc_last_collection_heap_size_bytes") / MiB;
            collectedAt = minutes;
        }

        var metrics = (await server.GetAsync("/metrics")).Split('\n');
        var now = Sum(metrics, "wcb_messages_accepted_total");
        var rate = (now - accepted) / Math.Max((minutes - acceptedAt) * 60, 0.001);
        (accepted, acceptedAt) = (now, minutes);
        return new Sample(minutes, new Dictionary<string, double>(StringComparer.Ordinal)
        {
            [Measure.Rss] = ProcessUse.RssBytes(server.Pid) / MiB,
            [Measure.Heap] = heap,
            [Measure.Descriptors] = ProcessUse.Descriptors(server.Pid),
            [Measure.Threads] = ProcessUse.Threads(server.Pid),
            [Measure.Timers] = Sum(metrics, "dotnet_timer_count"),
            [Measure.Wal] = FileBytes("history.db-wal") / MiB,
            [Measure.Sessions] = Sum(metrics, "wcb_sessions"),
            [Measure.Rate] = rate,
            ["shared MiB"] = ProcessUse.SharedBytes(server.Pid) / MiB,
            ["heap now MiB"] = Sum(metrics, "dotnet_gc_last_collection_heap_size_bytes") / MiB,
            ["committed MiB"] = Sum(metrics, "dotnet_gc_last_collection_memory_committed_size_bytes") / MiB,
            ["database MiB"] = FileBytes("history.db") / MiB,
            ["server CPU s"] = ProcessUse.Of(server.Pid).Seconds,
            ["own CPU s"] = ProcessUse.Of(Environment.ProcessId).Seconds,
            ["exceptions"] = Sum(metrics, "dotnet_exceptions_total"),
        });
    }

    private long FileBytes(string name)
    {
        var file = new FileInfo(Path.Combine(folder, "data", name));
        return file.Exists ? file.Length : 0;
    }

    private static double Sum(IEnumerable<string> metrics, string name) => metrics
        .Where(line => line.StartsWith(name, StringComparison.Ordinal) && line[name.Length] is ('{' or ' '))
        .Sum(static line => double.Parse(line.Split(' ')[1], CultureInfo.InvariantCulture));
}
