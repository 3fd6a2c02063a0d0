using System.Diagnostics;
using System.Globalization;

namespace WebChatBridge.Relay.Tests.Simulation;

/// <summary>
/// The whole core under faults, deterministic. docs/promises.md says how to run more seeds, or one again: <c>WCB_SEEDS=100000</c>,
/// <c>WCB_FIRST=1001</c>, <c>WCB_SEED=123</c>, <c>WCB_PLAN='steps=80;without=Crash'</c>.
/// </summary>
public sealed class SimulationTests(ITestOutputHelper output)
{
    [Fact]
    public async Task Seeds_KeepEveryPromise()
    {
        if (Number("WCB_SEED") is { } seed)
        {
            One(seed);
            return;
        }

        var count = Number("WCB_SEEDS") ?? 1_000;
        _ = SimulatedRelay.Instance;
        var watch = Stopwatch.StartNew();
        var campaign = await Campaign.RunAsync(Number("WCB_FIRST") ?? 1, count);

        output.WriteLine($"{count:N0} seeds in {watch.Elapsed.TotalSeconds:0.0} s on {Environment.ProcessorCount} cores; the relay was rewritten in {SimulatedRelay.Instance.Changed} places");
        foreach (var (name, figure) in campaign.Figures.Where(static figure => figure.Key != "fingerprint").OrderBy(static figure => figure.Key, StringComparer.OrdinalIgnoreCase))
        {
            output.WriteLine($"{name,-20} {figure,14:N0}");
        }

        Assert.True(campaign.Failed.Count == 0, $"{campaign.Failed.Count} seeds failed: {string.Join(", ", campaign.Failed)}\n{Campaign.Tell(campaign.Failed.Order().FirstOrDefault())}");
        NothingWasIdle(campaign.Figures);
    }

    [Fact]
    public void SameSeed_IsTheSameStory()
    {
        for (var seed = 1; seed <= 20; seed++)
        {
            var (first, again, other) = (Story(seed), Story(seed), Story(seed + 1));

            Assert.Equal(first, again);
            Assert.NotEqual(first.Fingerprint, other.Fingerprint);
        }
    }

    [Fact]
    public void WorkThatLeavesTheScheduler_IsSeen()
    {
        var context = new SimContext(new Chance(1), WorkOrder.Any);

        var stranger = new Thread(() => context.Post(static _ => { }, null));
        stranger.Start();
        stranger.Join();

        Assert.NotNull(context.Escaped);
        Assert.Equal(0, context.Ready);
    }

    private static long? Number(string variable) =>
        long.TryParse(Environment.GetEnvironmentVariable(variable), CultureInfo.InvariantCulture, out var number) ? number : null;

    // What never happened proves nothing: each fault, and each thing that an oracle looks at, must have come up.
    private static void NothingWasIdle(IReadOnlyDictionary<string, long> figures)
    {
        string[] wanted = [.. Enum.GetNames<Fault>(), "acked", "read", "resumed", "too slow", "lost by the disk", "appends refused"];
        Assert.DoesNotContain(wanted, name => figures.GetValueOrDefault(name) == 0);
    }

    private static (string? Broken, long Fingerprint, string Trace) Story(long seed)
    {
        var figures = new Dictionary<string, long>(StringComparer.Ordinal);
        var trace = new StringWriter();
        var broken = SimulatedRelay.Instance.Run(seed, "", figures, trace);
        return (broken, figures["fingerprint"], trace.ToString());
    }

    private void One(long seed)
    {
        var trace = new StringWriter();
        var figures = new Dictionary<string, long>(StringComparer.Ordinal);
        var broken = SimulatedRelay.Instance.Run(seed, Environment.GetEnvironmentVariable("WCB_PLAN") ?? "", figures, trace);
        output.WriteLine($"{trace}fingerprint {figures["fingerprint"]:x16}");
        Assert.True(broken is null, broken is null ? "" : $"{trace}\n{broken}\n\n{Campaign.Tell(seed)}");
    }
}
