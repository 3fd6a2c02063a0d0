using System.Numerics;

namespace WebChatBridge.Benchmarks;

/// <summary>
/// Counts of durations in nanoseconds: 64 equal steps for each power of two, so no value is off by more than 1.6 %, and
/// recording one is an increment.
/// </summary>
internal sealed class Histogram
{
    private const int StepBits = 6;
    private const int Steps = 1 << StepBits;

    private readonly long[] counts = new long[(64 - StepBits + 1) * Steps];

    public long Count { get; private set; }

    public long Max { get; private set; }

    public void Record(long nanoseconds)
    {
        var value = Math.Max(nanoseconds, 0);
        counts[Place(value)]++;
        Count++;
        Max = Math.Max(Max, value);
    }

    /// <summary>The value that this share of all does not exceed, in microseconds; the middle of its step.</summary>
    public double Microseconds(double share)
    {
        var wanted = Math.Max(1, (long)Math.Ceiling(Count * share));
        var seen = 0L;
        for (var place = 0; place < counts.Length; place++)
        {
            seen += counts[place];
            if (seen >= wanted)
            {
                return Math.Min(Middle(place), Max) / 1000.0;
            }
        }

        return 0;
    }

    public void Clear()
    {
        Array.Clear(counts);
        Count = Max = 0;
    }

    // Below 64 each value has a place of its own; above, the leading 7 bits are the place.
    private static int Place(long value)
    {
        var shift = Math.Max(0, BitOperations.Log2((ulong)value | 1) - StepBits);
        return (shift << StepBits) + (int)(value >> shift);
    }

    private static double Middle(int place)
    {
        var shift = Math.Max(0, (place >> StepBits) - 1);
        var low = (long)(place - (shift << StepBits)) << shift;
        return low + (((1L << shift) - 1) / 2.0);
    }
}
