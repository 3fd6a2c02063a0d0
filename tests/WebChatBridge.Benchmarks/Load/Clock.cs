using System.Diagnostics;

namespace WebChatBridge.Benchmarks;

/// <summary>Nanoseconds since some moment.</summary>
internal static class Clock
{
    public static long Now => Stopwatch.Frequency == 1_000_000_000
        ? Stopwatch.GetTimestamp()
        : (long)(Stopwatch.GetTimestamp() * (1e9 / Stopwatch.Frequency));

    public static long Nanoseconds(this TimeSpan time) => time.Ticks * TimeSpan.NanosecondsPerTick;
}
