using System.Collections.Concurrent;

namespace WebChatBridge.Relay.Tests.Simulation;

/// <summary>Many seeds, on every core; and of one that fails, the shortest story that still fails.</summary>
internal sealed class Campaign
{
    private const int FailuresWanted = 5;
    private const int LinesTold = 90;

    private readonly ConcurrentDictionary<string, long> figures = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<long> failed = new();
    private long next;

    private Campaign(long first) => next = first - 1;

    public IReadOnlyDictionary<string, long> Figures => figures;

    public IReadOnlyCollection<long> Failed => failed;

    /// <summary>Runs so many seeds, or until some have failed.</summary>
    public static async Task<Campaign> RunAsync(long first, long count)
    {
        var campaign = new Campaign(first);
        await Task.WhenAll(Enumerable.Range(0, Environment.ProcessorCount).Select(_ => Task.Run(() => campaign.Work(first + count))));
        return campaign;
    }

    /// <summary>Whether a seed breaks a promise by this plan; which, and how.</summary>
    public static string? Broken(long seed, Plan plan) => SimulatedRelay.Instance.Run(seed, plan.ToString(), [], null);

    /// <summary>
    /// What there is to know about a seed that fails: the promise, how to have it again, and the story, without the faults that it
    /// does not need and without the steps after it has happened.
    /// </summary>
    public static string Tell(long seed)
    {
        var whole = Broken(seed, Plan.Whole);
        if (whole is null)
        {
            return $"Seed {seed} keeps every promise.";
        }

        var plan = Shorten(seed, whole);
        var story = new StringWriter();
        var broken = SimulatedRelay.Instance.Run(seed, plan.ToString(), [], story);
        var lines = story.ToString().Split('\n');
        return $"Seed {seed}: {whole}\nAgain: WCB_SEED={seed}, or shorter: WCB_PLAN='{plan}'\n"
            + $"{string.Join('\n', lines.TakeLast(LinesTold))}\n{broken}";
    }

    private static Plan Shorten(long seed, string whole)
    {
        var promise = PromiseOf(whole);
        var plan = Plan.Whole;
        foreach (var fault in Enum.GetValues<Fault>())
        {
            var less = plan with { Without = plan.Without.Append(fault).ToHashSet() };
            plan = PromiseOf(Broken(seed, less)) == promise ? less : plan;
        }

        var (few, enough) = (1, 400);
        while (few < enough)
        {
            var steps = (few + enough) / 2;
            (few, enough) = PromiseOf(Broken(seed, plan with { Steps = steps })) == promise ? (few, steps) : (steps + 1, enough);
        }

        return PromiseOf(Broken(seed, plan with { Steps = few })) == promise ? plan with { Steps = few } : plan;
    }

    private static string? PromiseOf(string? broken) => broken?.Split(':')[0];

    private void Work(long end)
    {
        var mine = new Dictionary<string, long>(StringComparer.Ordinal);
        while (failed.Count < FailuresWanted && Interlocked.Increment(ref next) is var seed && seed < end)
        {
            if (SimulatedRelay.Instance.Run(seed, "", mine, null) is not null)
            {
                failed.Enqueue(seed);
            }
        }

        foreach (var (name, count) in mine)
        {
            figures.AddOrUpdate(name, count, (_, before) => before + count);
        }
    }
}
