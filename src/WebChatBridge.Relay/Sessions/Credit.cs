namespace WebChatBridge.Relay;

/// <summary>
/// Bytes of messages a session has sent that are not delivered yet. The read loop adds and waits, the core loop gives back. So a
/// sender is slowed to the speed of its fastest reader, and what one session holds in memory is bounded.
/// </summary>
internal sealed class Credit
{
    // A message costs about this much beside its payload: empty ones must not wait in any number.
    private const int MessageBytes = 128;
    private const int Limit = 131_072;

    private long outstanding;
    private TaskCompletionSource? below;

    /// <summary>A message with this payload has come.</summary>
    public void Take(int payload) => Interlocked.Add(ref outstanding, MessageBytes + payload);

    /// <summary>It is delivered, or never will be.</summary>
    public void Give(int payload)
    {
        if (Interlocked.Add(ref outstanding, -(MessageBytes + payload)) > Limit)
        {
            return;
        }

        // The reader looks again after it has set this, so a wake-up cannot be missed; one too many lets it read once more than it should.
        if (Volatile.Read(ref below) is not null)
        {
            Interlocked.Exchange(ref below, null)?.SetResult();
        }
    }

    public Task WhenBelowAsync()
    {
        if (Volatile.Read(ref outstanding) <= Limit)
        {
            return Task.CompletedTask;
        }

        var waiting = LazyInitializer.EnsureInitialized(ref below, static () => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        Interlocked.MemoryBarrier();
        return Volatile.Read(ref outstanding) > Limit ? waiting.Task : Task.CompletedTask;
    }
}
