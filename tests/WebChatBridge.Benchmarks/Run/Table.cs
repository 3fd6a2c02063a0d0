using System.Globalization;
using System.Text;

namespace WebChatBridge.Benchmarks;

/// <summary>What a run prints: markdown for docs/performance.md.</summary>
internal static class Table
{
    public static string Markdown(IReadOnlyList<Measured> all, int rounds, double seconds)
    {
        var text = new StringBuilder();
        text.Append($"{Machine.Describe()}; medians of {rounds} rounds of {seconds:0.#} s, interleaved; other work at most {all.SelectMany(static one => one.Rounds).Max(static round => round.OtherCores):0.00} cores.\n\n");
        text.Append("| | | log | deliveries/s | CPU of a delivery | p50 | p99 | memory | faults |\n|---|---|---|---|---|---|---|---|---|\n");
        foreach (var one in all)
        {
            text.Append($"| {one.Scenario.Name} | {one.Scenario.Title} | {one.Store} | {Count(one.Median(static round => round.DeliveriesPerSecond))} "
                + $"| {one.Median(static round => round.ServerCpuPerDelivery ?? 0):0.000} µs | {Time(one.Median(static round => round.P50))} | {Time(one.Median(static round => round.P99))} "
                + $"| {one.Median(static round => round.ServerRss ?? 0) / 1_048_576:0} MiB | {one.Faults} |\n");
        }

        text.Append('\n').AppendJoin('\n', Remarks(all)).Append('\n');
        return text.ToString();
    }

    private static IEnumerable<string> Remarks(IReadOnlyList<Measured> all)
    {
        foreach (var idle in all.Where(static one => one.Scenario.Name == "E"))
        {
            yield return $"- E, {idle.Store}: {idle.Median(static round => round.ConnectsPerSecond):N0} connections/s, {idle.Median(static round => round.RssPerIdle ?? 0) / 1_024:0.0} KiB of RSS for each, "
                + $"{idle.Median(static round => round.IdleCores ?? 0):0.000} cores for all while they are idle.";
        }

        foreach (var stopped in all.Where(static one => one.Scenario.Name == "F"))
        {
            var after = stopped.Rounds.Select(static round => round.StoppedClosedAfter is { } at ? at.ToString("0.0 s", CultureInfo.InvariantCulture) : "NOT CLOSED");
            var quiet = all.FirstOrDefault(one => one.Scenario.Name == "F0" && one.Store == stopped.Store)?.Median(static round => round.P99);
            yield return $"- F: the reader that stopped was closed after {string.Join(", ", after)}; p99 of the others {(quiet is { } p99 ? $"{stopped.Median(static round => round.P99) / p99:0.00} times that without it" : "alone")}.";
        }
    }

    private static string Count(double perSecond) => perSecond switch
    {
        >= 1_000_000 => $"{perSecond / 1_000_000:0.0} M",
        >= 10_000 => $"{perSecond / 1_000:0} k",
        _ => $"{perSecond:N0}",
    };

    private static string Time(double microseconds) => microseconds switch
    {
        >= 10_000 => $"{microseconds / 1_000:0} ms",
        >= 1_000 => $"{microseconds / 1_000:0.0} ms",
        _ => $"{microseconds:0} µs",
    };
}
