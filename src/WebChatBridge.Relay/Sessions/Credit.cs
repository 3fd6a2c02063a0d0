namespace WebChatBridge.Relay;

/// <summary>
/// Payload bytes a session has sent that are not delivered yet. The read loop adds and waits, the core loop gives back. So a
/// sender is slowed to the speed of its fastest reader, and what one session holds in memory is bounded.
/// </summary>
internal sealed class Credit
{
    private const int Limit = 65_536;

    private readonly Lock gate = new();
    private long outstanding;
    private TaskCompletionSource? below;

    public void Take(int bytes) => Interlocked.Add(ref outstanding, bytes);

    public void Give(int bytes)
    {
        if (Interlocked.Add(ref outstanding, -bytes) > Limit)
        {
            return;
        }

        // The reader looks again under the lock after it has set this, so a wake-up cannot be missed.
        if (Volatile.Read(ref below) is not null)
        {
            TaskCompletionSource? waiting;
            lock (gate)
            {
                (waiting, below) = (below, null);
            }

            waiting?.SetResult();
        }
    }

    public Task WhenBelowAsync()
    {
        if (Volatile.Read(ref outstanding) <= Limit)
        {
            return Task.CompletedTask;
        }

        lock (gate)
        {
            below ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            Interlocked.MemoryBarrier();
            if (Volatile.Read(ref outstanding) > Limit)
            {
                return below.Task;
            }

            below = null;
            return Task.CompletedTask;
        }
    }
}
