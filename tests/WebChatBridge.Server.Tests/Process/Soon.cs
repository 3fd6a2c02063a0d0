namespace WebChatBridge.Server.Tests;

/// <summary>The one way these tests wait for what nobody signals: look again and again, and never longer than the deadline.</summary>
internal static class Soon
{
    /// <summary>Generous: it is reached only by a test that fails.</summary>
    public static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(20);

    public static Task UntilAsync(Func<bool> condition, string what) =>
        GetAsync(() => Task.FromResult(condition() ? "" : null), what);

    /// <summary>Looks until something is there.</summary>
    public static async Task<T> GetAsync<T>(Func<Task<T?>> look, string what)
        where T : class
    {
        using var timer = new PeriodicTimer(LookEvery);
        var started = TimeProvider.System.GetTimestamp();
        while (TimeProvider.System.GetElapsedTime(started) < Deadline)
        {
            if (await look() is { } found)
            {
                return found;
            }

            await timer.WaitForNextTickAsync();
        }

        throw new TimeoutException($"Not within {Deadline.TotalSeconds:0} s: {what}.");
    }
}
