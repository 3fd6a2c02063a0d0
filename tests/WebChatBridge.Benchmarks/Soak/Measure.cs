namespace WebChatBridge.Benchmarks;

/// <summary>One line of the plot, and when it counts as flat.</summary>
/// <param name="Name">As it is called.</param>
/// <param name="Unit">What it is counted in; empty for things.</param>
/// <param name="Share">How much of its own mean its trend may add from the middle to the end.</param>
/// <param name="Least">What it may add in any case.</param>
internal sealed record Measure(string Name, string Unit, double Share, double Least)
{
    public const string Rss = "memory (RSS)";
    public const string Heap = "live heap";
    public const string Descriptors = "descriptors";
    public const string Threads = "threads";
    public const string Timers = "timers";
    public const string Wal = "WAL";
    public const string Sessions = "sessions";
    public const string Rate = "messages/s";

    /// <summary>
    /// What is judged. A leak of one in a thousand of what passes would show: half of 30 minutes at 1,000 messages/s and two and a
    /// half sessions/s is 900,000 messages and 2,250 sessions, so 20 bytes a message or 8 KiB a session add 18 MiB, more than the
    /// 16 MiB or 5 % the collector's own breathing needs. The live heap is what is left after a full collection, once a minute. Descriptors, threads and timers have no breath: what comes and goes
    /// with guests is a few of each, and one lost for each guest would be thousands.
    /// </summary>
    public static IReadOnlyList<Measure> All { get; } =
    [
        new(Rss, "MiB", 0.05, 16),
        new(Heap, "MiB", 0.05, 16),
        new(Descriptors, "", 0.05, 10),
        new(Threads, "", 0.05, 5),
        new(Timers, "", 0.05, 10),
        new(Wal, "MiB", 0.05, 8),
        new(Sessions, "", 0.05, 10),
    ];
}
