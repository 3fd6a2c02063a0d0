namespace WebChatBridge.Relay;

/// <summary>A rate of messages with a burst. Not enforced by refusing: by not reading for as long as it says.</summary>
internal sealed class TokenBucket(int perSecond, int burst, TimeProvider time)
{
    private double tokens = burst;
    private long at = time.GetTimestamp();

    /// <summary>Takes tokens for messages that came. Answers how long not to read.</summary>
    public TimeSpan Take(int messages)
    {
        var now = time.GetTimestamp();
        tokens = Math.Min(burst, tokens + (time.GetElapsedTime(at, now).TotalSeconds * perSecond)) - messages;
        at = now;
        return tokens >= 0 ? TimeSpan.Zero : TimeSpan.FromSeconds(-tokens / perSecond);
    }
}
