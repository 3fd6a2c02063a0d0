namespace WebChatBridge.Promises.Tests;

/// <summary>How long deliveries took, in buckets of 10 µs up to 2 s. Filled by many readers at once.</summary>
internal sealed class Percentile
{
    private const int BucketMicroseconds = 10;

    private readonly int[] buckets = new int[200_000];

    public void Add(TimeSpan took) =>
        Interlocked.Increment(ref buckets[(int)Math.Clamp(took.TotalMicroseconds / BucketMicroseconds, 0, buckets.Length - 1)]);

    /// <summary>All of another one, which nobody fills any more.</summary>
    public void Add(Percentile other)
    {
        for (var i = 0; i < buckets.Length; i++)
        {
            buckets[i] += other.buckets[i];
        }
    }

    public long Count => buckets.Sum(static count => (long)count);

    /// <summary>The time that this share of all stayed under; the upper end of its bucket.</summary>
    public TimeSpan Of(double share)
    {
        var (wanted, sum) = (Math.Ceiling(Count * share), 0L);
        for (var i = 0; i < buckets.Length; i++)
        {
            sum += buckets[i];
            if (sum >= wanted)
            {
                return TimeSpan.FromMicroseconds((i + 1) * BucketMicroseconds);
            }
        }

        return TimeSpan.Zero;
    }
}
