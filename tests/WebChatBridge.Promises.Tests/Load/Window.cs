namespace WebChatBridge.Promises.Tests;

/// <summary>
/// How far one sender may be ahead of his slowest listener: so many bursts. So that nobody is closed for reading slowly where that is not
/// what is being proved: all of them share two cores.
/// </summary>
internal sealed class Window : IDisposable
{
    private readonly int listeners;
    private readonly int burst;
    private readonly int[] missing;
    private readonly SemaphoreSlim free;

    public Window(int listeners, int burst, int width)
    {
        this.listeners = listeners;
        this.burst = burst;
        missing = new int[width];
        Array.Fill(missing, listeners);
        free = new SemaphoreSlim(width);
    }

    /// <summary>Waits until the next burst may be said.</summary>
    public Task WaitAsync() => free.WaitAsync();

    /// <summary>A listener has heard this one.</summary>
    public void Heard(int number)
    {
        if ((number + 1) % burst != 0)
        {
            return;
        }

        ref var left = ref missing[number / burst % missing.Length];
        if (Interlocked.Decrement(ref left) == 0)
        {
            Volatile.Write(ref left, listeners);
            free.Release();
        }
    }

    public void Dispose() => free.Dispose();
}
