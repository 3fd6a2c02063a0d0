namespace WebChatBridge.Benchmarks;

/// <summary>Whether a measure stayed where it was in the second half of a run.</summary>
/// <param name="Measure">Which.</param>
/// <param name="Mean">Of the second half.</param>
/// <param name="Growth">What the straight line through the second half adds from its begin to its end.</param>
/// <param name="Allowed">What it may add.</param>
internal sealed record Trend(Measure Measure, double Mean, double Growth, double Allowed)
{
    public bool IsFlat => Growth <= Allowed;

    /// <summary>Least squares over the second half: the first is for pools, caches and rings to fill.</summary>
    public static Trend Of(Measure measure, IReadOnlyList<Sample> samples)
    {
        var half = samples.Where(sample => sample.Minutes >= samples[^1].Minutes / 2).ToList();
        var x = half.ConvertAll(static sample => sample.Minutes);
        var y = half.ConvertAll(sample => sample.Values[measure.Name]);
        var (middle, mean) = (x.Average(), y.Average());
        var spread = x.Sum(one => (one - middle) * (one - middle));
        var slope = spread == 0 ? 0 : x.Zip(y, (one, other) => (one - middle) * (other - mean)).Sum() / spread;
        return new Trend(measure, mean, slope * (x[^1] - x[0]), Math.Max(measure.Least, measure.Share * mean));
    }
}
