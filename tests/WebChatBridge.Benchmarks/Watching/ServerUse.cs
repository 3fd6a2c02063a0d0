using System.Globalization;

namespace WebChatBridge.Benchmarks;

/// <summary>What a server's threads have used so far, by the scheduler's own clock, and how much it has delivered.</summary>
/// <param name="At">When, in nanoseconds.</param>
/// <param name="Threads">Nanoseconds on a processor, and whether it is the poller, by thread.</param>
/// <param name="Delivered">Deliveries since its start.</param>
internal sealed record ServerUse(long At, IReadOnlyDictionary<string, (bool Poller, long Nanoseconds)> Threads, double Delivered)
{
    private const string Deliveries = "wcb_messages_delivered_total";

    public static async Task<ServerUse> OfAsync(ServerUnderTest server)
    {
        var metrics = await server.GetAsync("/metrics");
        var line = metrics.Split('\n').First(static line => line.StartsWith(Deliveries, StringComparison.Ordinal)).Split(' ');
        var threads = new Dictionary<string, (bool, long)>(StringComparer.Ordinal);
        foreach (var thread in Directory.EnumerateDirectories($"/proc/{server.Pid}/task"))
        {
            try
            {
                var used = File.ReadAllText($"{thread}/schedstat").Split(' ')[0];
                var poller = File.ReadAllText($"{thread}/comm").Contains("poller", StringComparison.Ordinal);
                threads[thread] = (poller, long.Parse(used, CultureInfo.InvariantCulture));
            }
            catch (IOException)
            {
                // It has just ended; what it used between two looks is lost, and little.
            }
        }

        return new ServerUse(Clock.Now, threads, double.Parse(line[1], CultureInfo.InvariantCulture));
    }

    /// <summary>Between an earlier look and this one.</summary>
    public Stretch Since(ServerUse before)
    {
        var used = Threads.Select(thread => (thread.Value.Poller, Time: thread.Value.Nanoseconds - before.Threads.GetValueOrDefault(thread.Key).Nanoseconds)).ToList();
        return new Stretch(
            used.Where(static thread => thread.Poller).Sum(static thread => thread.Time),
            used.Where(static thread => !thread.Poller).Sum(static thread => thread.Time),
            At - before.At,
            Delivered - before.Delivered);
    }
}
