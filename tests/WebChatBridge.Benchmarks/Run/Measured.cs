namespace WebChatBridge.Benchmarks;

/// <summary>All rounds of one scenario with one store.</summary>
internal sealed record Measured(Scenario Scenario, string Store, IReadOnlyList<LoadResult> Rounds)
{
    public double Median(Func<LoadResult, double> figure) => Spread.Of(Rounds.Select(figure)).Median;

    public long Faults => Rounds.Sum(static round => round.Faults);
}
