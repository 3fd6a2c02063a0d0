namespace WebChatBridge.Server;

/// <summary>
/// When the heap is worth a compaction: when it has been quiet for a while after work that left something behind. Once for all of that. Pure.
/// </summary>
internal sealed class TrimPace
{
    /// <summary>So many looks in a row must be quiet: buffers that nobody needs any more are given up meanwhile.</summary>
    public const int QuietLooks = 10;

    /// <summary>With more commands than that since the look before, a look is not quiet.</summary>
    public const int QuietCommands = 20;

    /// <summary>Less than this is not worth a pause; nor is less than a quarter of what the heap holds.</summary>
    public const long LeastBytes = 8_388_608;

    // Of the time, at most one in so many is spent on it.
    private const int Rarely = 1_000;

    private long lastCommands;
    private long lastAllocated;
    private long grown;
    private int quiet;
    private double resting;

    /// <summary>Asked once a second. Answers whether to compact now.</summary>
    /// <param name="commands">What sessions did since the start.</param>
    /// <param name="allocated">Bytes allocated since the start.</param>
    /// <param name="held">Bytes of the heap.</param>
    public bool Due(long commands, long allocated, long held)
    {
        var (came, made) = (commands - lastCommands, allocated - lastAllocated);
        (lastCommands, lastAllocated) = (commands, allocated);
        quiet = came > QuietCommands ? 0 : quiet + 1;
        resting--;

        // Timers allocate while nobody does anything: counted, that would have an idle server compact for ever.
        grown += came == 0 ? 0 : made;
        if (quiet < QuietLooks || resting > 0 || grown < Math.Max(LeastBytes, held / 4))
        {
            return false;
        }

        grown = 0;
        return true;
    }

    /// <summary>It was done, and everything stood still for so long.</summary>
    public void Took(TimeSpan pause) => resting = pause.TotalSeconds * Rarely;
}
