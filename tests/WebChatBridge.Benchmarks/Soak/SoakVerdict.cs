using System.Globalization;
using System.Text;

namespace WebChatBridge.Benchmarks;

/// <summary>What the soak says in the end.</summary>
internal sealed class SoakVerdict(IReadOnlyList<Sample> samples, SoakRun run, Onlookers onlookers)
{
    private readonly List<Trend> trends = [.. Measure.All.Select(measure => Trend.Of(measure, samples))];

    private Tally Tally => run.Party.Tally;

    public bool Passed => Tally.Faults == 0 && onlookers.Trouble is null && trends.TrueForAll(static trend => trend.IsFlat);

    public string Text()
    {
        var text = new StringBuilder();
        var latency = run.Party.Latency;
        var seconds = samples[^1].Minutes * 60;
        text.AppendLine(CultureInfo.InvariantCulture, $"{samples[^1].Minutes:0.0} minutes: {run.Party.Sent:N0} messages, {Tally.Delivered:N0} deliveries checked by their bytes, {run.Party.Came:N0} sessions");
        text.AppendLine(CultureInfo.InvariantCulture, $"lost {Tally.Lost:N0}, duplicate {Tally.Duplicate:N0}, out of order {Tally.OutOfOrder:N0}, corrupt {Tally.Corrupt:N0}, wrongly closed {Tally.Closed:N0}{(Tally.First is { } first ? $": {first}" : "")}");
        text.AppendLine(CultureInfo.InvariantCulture, $"readers that stopped: {run.SlowClosed:N0}, all closed for it; watchers: {onlookers.Batches:N0} batches, {onlookers.Rows:N0} rows of traffic; pages opened: {onlookers.Pages:N0}{(onlookers.Trouble is { } trouble ? $"; trouble: {trouble}" : "")}");
        text.AppendLine(CultureInfo.InvariantCulture, $"latency p50 {latency.Microseconds(0.5) / 1_000:0.00} ms, p99 {latency.Microseconds(0.99) / 1_000:0.0} ms, most {latency.Max / 1e6:0} ms; server {samples[^1].Values["server CPU s"] / seconds:0.000} cores, load {samples[^1].Values["own CPU s"] / seconds:0.000} cores");
        text.AppendLine();
        text.AppendLine("| second half | mean | growth | allowed | |");
        text.AppendLine("|---|---|---|---|---|");
        foreach (var trend in trends)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"| {trend.Measure.Name} | {trend.Mean:0.0} {trend.Measure.Unit} | {trend.Growth:+0.0;-0.0;0} | {trend.Allowed:0.0} | {(trend.IsFlat ? "flat" : "GROWS")} |");
        }

        text.Append(Passed ? "passed" : "FAILED");
        return text.ToString();
    }
}
