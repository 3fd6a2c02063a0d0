using WebChatBridge.Protocol;

namespace WebChatBridge.Relay;

/// <summary>
/// What others want of a read loop: to stop reading for a while, to take the session for a speaker of another dialect. The loop
/// does it itself, between two reads, so that the parse state keeps its one owner. Anybody may give orders.
/// </summary>
internal sealed class ReadOrders(Action wake)
{
    private readonly Lock gate = new();
    private TaskCompletionSource? changed; // only while reading is stopped
    private SpeakOrder? speak;
    private volatile bool waiting;
    private bool paused;
    private bool over;

    /// <summary>Whether there is anything to do before the next read.</summary>
    public bool Waiting => waiting;

    /// <summary>Nothing more is read; or it goes on.</summary>
    public void Pause(bool on)
    {
        lock (gate)
        {
            paused = on;
            Change();
        }
    }

    /// <summary>Takes another dialect. Answers false when nothing is read any more.</summary>
    public Task<bool> SpeakAsync(IDialect dialect, string because)
    {
        var order = new SpeakOrder(dialect, because);
        lock (gate)
        {
            if (over)
            {
                return Task.FromResult(false);
            }

            speak?.Done.SetResult(true); // the later one counts
            speak = order;
            Change();
        }

        wake();
        return order.Done.Task;
    }

    /// <summary>The dialect to take now; otherwise, while reading is stopped, what to wait for. The loop's.</summary>
    public (SpeakOrder? Speak, Task? Wait) Next()
    {
        lock (gate)
        {
            var next = speak;
            speak = null;
            waiting = paused;
            return (next, next is null && paused ? (changed ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task : null);
        }
    }

    /// <summary>Nothing is read any more. The loop's.</summary>
    public void Close()
    {
        lock (gate)
        {
            over = true;
            speak?.Done.SetResult(false);
            speak = null;
        }
    }

    // Under the lock.
    private void Change()
    {
        waiting = paused || speak is not null;
        changed?.SetResult();
        changed = null;
    }
}
