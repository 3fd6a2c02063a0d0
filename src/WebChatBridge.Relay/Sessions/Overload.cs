namespace WebChatBridge.Relay;

/// <summary>Since when a number has been over its limit. Asked regularly, by one caller.</summary>
internal sealed class Overload(TimeProvider time)
{
    private long since;

    /// <summary>For how long it has been over; zero when it is not.</summary>
    public TimeSpan Lasts(bool over)
    {
        since = !over ? 0 : since == 0 ? time.GetTimestamp() : since;
        return over ? time.GetElapsedTime(since) : TimeSpan.Zero;
    }
}
