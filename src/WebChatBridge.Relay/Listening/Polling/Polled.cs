using System.Runtime.InteropServices;
using System.Threading.Tasks.Sources;

namespace WebChatBridge.Relay;

/// <summary>
/// A descriptor that a <see cref="Poller"/> watches, for one who waits for something to receive and one who waits for room to send.
/// </summary>
/// <remarks>
/// Who waits is woken on the poller's thread and goes on there. Level-triggered: the poller reports again what nobody took, so
/// nobody has to receive until there is nothing left. When something is reported and nobody waits, it is watched no longer until somebody does.
/// </remarks>
internal abstract class Polled(Poller poller, SafeHandle handle) : IValueTaskSource<int>
{
    private ManualResetValueTaskSourceCore<int> arrival;
    private CancellationTokenRegistration cancelling;
    private TaskCompletionSource? room;
    private PollEvents watched;
    private bool added;
    private bool waiting;
    private bool hungUp;
    private bool closed;

    /// <summary>The descriptor, and the lock of all that is written here.</summary>
    public SafeHandle Handle => handle;

    /// <summary>Under which its poller knows it, which gives it.</summary>
    public long Key { get; set; }

    /// <summary>Something was reported. The poller's thread.</summary>
    public void Happened(PollEvents events)
    {
        var over = (events & (PollEvents.Error | PollEvents.HangUp)) != PollEvents.None;
        bool arrived;
        TaskCompletionSource? roomy = null;
        lock (handle)
        {
            if (closed)
            {
                return;
            }

            arrived = waiting && (over || events.HasFlag(PollEvents.In));
            waiting &= !arrived;
            if (over || events.HasFlag(PollEvents.Out))
            {
                (roomy, room) = (room, null);
            }

            Narrow(events, arrived, gone: over && !arrived && roomy is null);
        }

        roomy?.SetResult();
        if (arrived)
        {
            arrival.RunContinuationsAsynchronously = false;
            arrival.SetResult(0);
        }
    }

    int IValueTaskSource<int>.GetResult(short token)
    {
        cancelling.Dispose();
        return arrival.GetResult(token);
    }

    ValueTaskSourceStatus IValueTaskSource<int>.GetStatus(short token) => arrival.GetStatus(token);

    void IValueTaskSource<int>.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        arrival.OnCompleted(continuation, state, token, flags);

    /// <summary>Waits until there is something to receive, or nothing ever will be; answers 0. One at a time.</summary>
    protected ValueTask<int> WhenArrivedAsync(CancellationToken cancellationToken)
    {
        lock (handle)
        {
            ObjectDisposedException.ThrowIf(closed, this);
            if (hungUp)
            {
                return ValueTask.FromResult(0);
            }

            arrival.Reset();
            waiting = true;
            Watch(PollEvents.In);
        }

        cancelling = cancellationToken.UnsafeRegister(static (one, token) => ((Polled)one!).Cancel(token), this);
        return new ValueTask<int>(this, arrival.Version);
    }

    /// <summary>Waits until there is room to send, or never will be. One at a time.</summary>
    protected Task WhenRoomAsync()
    {
        lock (handle)
        {
            ObjectDisposedException.ThrowIf(closed, this);
            if (hungUp)
            {
                return Task.CompletedTask;
            }

            room = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            Watch(PollEvents.Out);
            return room.Task;
        }
    }

    /// <summary>Closes it; whoever waits is told by an <see cref="ObjectDisposedException"/>.</summary>
    protected void Close()
    {
        TaskCompletionSource? roomless;
        bool waited;
        lock (handle)
        {
            if (closed)
            {
                return;
            }

            closed = true;
            (waited, waiting) = (waiting, false);
            (roomless, room) = (room, null);
            poller.Forget(this);
        }

        handle.Dispose();
        roomless?.SetResult(); // it will find out when it sends
        if (waited)
        {
            Fail(new ObjectDisposedException(GetType().Name));
        }
    }

    private void Cancel(CancellationToken cancellationToken)
    {
        lock (handle)
        {
            if (!waiting)
            {
                return;
            }

            waiting = false;
        }

        Fail(new OperationCanceledException(cancellationToken));
    }

    // Not on this thread: who cancels or closes does not do the work of who waits.
    private void Fail(Exception error)
    {
        arrival.RunContinuationsAsynchronously = true;
        arrival.SetException(error);
    }

    // Under the lock.
    private void Watch(PollEvents more)
    {
        if (watched.HasFlag(more))
        {
            return;
        }

        watched |= more;
        if (added)
        {
            poller.Modify(this, watched);
        }
        else
        {
            added = true;
            poller.Add(this, watched);
        }
    }

    // Under the lock.
    private void Narrow(PollEvents events, bool arrived, bool gone)
    {
        var left = watched & ~(events & PollEvents.Out) & ~(arrived ? PollEvents.None : events & PollEvents.In);
        if (gone)
        {
            hungUp = true; // it would be reported for ever
            poller.Delete(this);
        }
        else if (left != watched)
        {
            watched = left;
            poller.Modify(this, watched);
        }
    }
}
