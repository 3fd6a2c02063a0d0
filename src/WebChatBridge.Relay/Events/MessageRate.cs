namespace WebChatBridge.Relay;

/// <summary>Messages per second over the last second or so. Owner: the watch (<see cref="Deadlines"/>); anybody may read.</summary>
internal sealed class MessageRate
{
    private long before;
    private TimeSpan at;

    public double PerSecond { get; private set; }

    /// <summary>Told the running total, regularly.</summary>
    public void Sample(long total, TimeSpan now)
    {
        var passed = (now - at).TotalSeconds;
        if (passed < 1)
        {
            return;
        }

        PerSecond = Math.Round((total - before) / passed, 1);
        (before, at) = (total, now);
    }
}
