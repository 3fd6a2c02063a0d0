namespace WebChatBridge.Benchmarks;

/// <summary>All rounds of one scenario with one store.</summary>
internal sealed record Measured(Scenario Scenario, string Store, IReadOnlyList<LoadResult> Rounds)
{
    public double Median(Func<LoadResult, double> figure)
    {
        var sorted = Rounds.Select(figure).Order().ToList();
        return sorted.Count % 2 == 1 ? sorted[sorted.Count / 2] : (sorted[(sorted.Count / 2) - 1] + sorted[sorted.Count / 2]) / 2;
    }

    public long Faults => Rounds.Sum(static round => round.Faults);
}
