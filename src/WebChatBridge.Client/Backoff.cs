namespace WebChatBridge.Client;

/// <summary>The waits between attempts to connect: 1, 2, 4, 8, 16, 30, 30, … s, each shortened by up to a quarter.</summary>
internal static class Backoff
{
    private const double MaxSeconds = 30;

    /// <param name="attempt">1 for the first.</param>
    /// <param name="jitter">0 to 1: how much of the quarter is taken off, so that many clients do not come at once.</param>
    public static TimeSpan Delay(int attempt, double jitter)
    {
        var seconds = Math.Min(MaxSeconds, Math.Pow(2, Math.Min(attempt, 10) - 1));
        return TimeSpan.FromSeconds(seconds * (1 - (0.25 * jitter)));
    }
}
