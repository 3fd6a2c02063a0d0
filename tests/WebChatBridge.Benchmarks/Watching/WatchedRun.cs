using System.Globalization;

namespace WebChatBridge.Benchmarks;

/// <summary>
/// One server under one load, and somebody who looks at its room every other moment. Neighbouring moments are compared, so that what
/// the machine does to both cancels out; which of the two is first changes with each pair.
/// </summary>
internal sealed class WatchedRun(ServerUnderTest server, IOnlooker onlooker, TimeSpan moment)
{
    private static readonly TimeSpan Settling = TimeSpan.FromMilliseconds(400);

    private readonly List<(Stretch Alone, Stretch Watched)> pairs = [];

    public IReadOnlyList<(Stretch Alone, Stretch Watched)> Pairs => pairs;

    public async Task RunAsync(int rounds, CancellationToken cancellationToken)
    {
        while (pairs.Count < rounds)
        {
            var alone = await MeasureAsync(cancellationToken);
            await onlooker.ComeAsync(cancellationToken);
            pairs.Add((alone, await MeasureAsync(cancellationToken)));
            if (pairs.Count < rounds)
            {
                var watched = await MeasureAsync(cancellationToken);
                await onlooker.GoAsync(cancellationToken);
                pairs.Add((await MeasureAsync(cancellationToken), watched));
            }
        }

        await onlooker.GoAsync(cancellationToken);
    }

    public string Markdown()
    {
        return string.Create(CultureInfo.InvariantCulture, $"""
            | {pairs.Count} pairs of moments | alone | watched | watched/alone, each pair: median (middle half) |
            |---|---|---|---|
            | CPU of a delivery | {Alone(Cpu):0.0000} µs | {Watched(Cpu):0.0000} µs | {Ratio(Cpu)} |
            | of it the poller | {Alone(Poller):0.0000} µs | {Watched(Poller):0.0000} µs | {Ratio(Poller)} |
            | deliveries/s | {Alone(Rate):N0} | {Watched(Rate):N0} | {Ratio(Rate)} |
            | other threads | {Alone(Others):0.0 %} | {Watched(Others):0.0 %} of a core | {Spread.Of(pairs.Select(static pair => pair.Watched.OtherCores - pair.Alone.OtherCores)).Median:+0.0 %} |
            """);

        static double Cpu(Stretch stretch) => stretch.CpuPerDelivery;
        static double Poller(Stretch stretch) => stretch.PollerPerDelivery;
        static double Rate(Stretch stretch) => stretch.DeliveriesPerSecond;
        static double Others(Stretch stretch) => stretch.OtherCores;
    }

    private double Alone(Func<Stretch, double> figure) => Spread.Of(pairs.Select(pair => figure(pair.Alone))).Median;

    private double Watched(Func<Stretch, double> figure) => Spread.Of(pairs.Select(pair => figure(pair.Watched))).Median;

    private string Ratio(Func<Stretch, double> figure)
    {
        var ratio = Spread.Of(pairs.Select(pair => figure(pair.Watched) / figure(pair.Alone)));
        return string.Create(CultureInfo.InvariantCulture, $"{ratio.Median:0.000} ({ratio.Low:0.000} to {ratio.High:0.000})");
    }

    private async Task<Stretch> MeasureAsync(CancellationToken cancellationToken)
    {
        await Task.Delay(Settling, cancellationToken);
        var before = await ServerUse.OfAsync(server);
        await Task.Delay(moment, cancellationToken);
        return (await ServerUse.OfAsync(server)).Since(before);
    }
}
