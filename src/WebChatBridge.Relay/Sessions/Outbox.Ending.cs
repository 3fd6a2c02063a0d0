namespace WebChatBridge.Relay;

/// <summary>How it ends: in order, with last words; given up, because it is too slow or too much waits for all; or because writing failed.</summary>
public sealed partial class Outbox
{
    private TaskCompletionSource? drained; // only once somebody waits for it
    private bool completed;
    private bool givenUp;
    private int leaving;

    /// <summary>Set when writing failed: the connection is gone.</summary>
    public Exception? Fault { get; private set; }

    /// <summary>Called once, on a pool thread, when writing failed.</summary>
    internal Action<Exception>? Broken { get; set; }

    /// <summary>Done when everything is written after <see cref="Complete"/>, or writing failed.</summary>
    public Task Drained
    {
        get
        {
            lock (gate)
            {
                return Fault is not null || (completed && !flushing)
                    ? Task.CompletedTask
                    : (drained ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
            }
        }
    }

    /// <summary>Throws away what is not on its way yet: only last words matter to a reader that is too slow.</summary>
    public void DropWaiting()
    {
        lock (gate)
        {
            Drop();
        }
    }

    /// <summary>
    /// Throws away what is not on its way yet, and takes nothing but last words any more: too much waits for all. False when it is
    /// ending already.
    /// </summary>
    internal bool GiveUp()
    {
        lock (gate)
        {
            if (completed || givenUp || Fault is not null)
            {
                return false;
            }

            givenUp = true;
            Drop();
            leaving = leased.Length;
            buffers.Leave(leaving);
            return true;
        }
    }

    /// <summary>Takes these last words, full or not, and then nothing more; <see cref="Drained"/> tells when all is written.</summary>
    internal void Complete(ReadOnlySpan<byte> lastWords = default, in Label label = default)
    {
        lock (gate)
        {
            if (!completed && Fault is null)
            {
                Take(lastWords, label);
            }

            completed = true;
            detour?.Begin(null); // what is said on the way out is said plainly
            if (!flushing)
            {
                Rest();
            }
        }
    }

    /// <summary>Writing failed.</summary>
    internal void Break(Exception error)
    {
        lock (gate)
        {
            Fault = error;
            marks.Tried();
            waiting.Drop();
            Land();
            inFlight = 0;
            marks.DropAll();
            drained?.TrySetResult();
        }

        Broken?.Invoke(error);
    }

    // Under the lock.
    private void Drop()
    {
        if (Fault is null)
        {
            var dropped = waiting.Drop();
            detour?.Clear();
            appended -= dropped;
            marks.Drop(appended);
            Ring?.Dropped(dropped);
        }
    }

    // Under the lock. What was on its way has arrived, or never will.
    private void Land()
    {
        buffers.Return(leased);
        leased = [];
        if (leaving > 0)
        {
            buffers.Leave(-leaving);
            leaving = 0;
        }
    }

    // Under the lock.
    private void Rest()
    {
        marks.Tried();
        flushing = false;
        if (completed)
        {
            marks.DropAll();
            drained?.TrySetResult();
        }
    }
}
