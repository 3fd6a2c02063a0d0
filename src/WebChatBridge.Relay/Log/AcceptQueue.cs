using System.Threading.Tasks.Sources;
using WebChatBridge.Protocol;

namespace WebChatBridge.Relay;

/// <summary>
/// What the core loop has still to do, in order. Bounded in bytes: while it is full, readers of sockets wait (back-pressure).
/// Signals (somebody left, a timer) never wait. Many writers, one reader.
/// </summary>
internal sealed class AcceptQueue(int maxBytes) : IValueTaskSource, IThreadPoolWorkItem
{
    private readonly Lock gate = new();
    private List<Command> filling = [];
    private long bytes;
    private bool completed;
    private bool ended;
    private TaskCompletionSource? room;
    private ManualResetValueTaskSourceCore<bool> work;
    private bool waiting;
    private volatile Poller? poller;

    /// <summary>From now on whoever takes is woken on this poller's thread, where most of it comes from; until then on the thread pool.</summary>
    public void WakeOn(Poller thread) => poller = thread;

    /// <summary>Adds what one read brought. Waits while the queue is full.</summary>
    public async ValueTask EnqueueAsync(List<Command> commands)
    {
        while (!TryEnqueue(commands, out var roomAgain))
        {
            await roomAgain.ConfigureAwait(false);
        }
    }

    /// <summary>Adds a signal at once, full or not. False when nobody will take it any more.</summary>
    public bool Signal(Session? session, object what)
    {
        bool wake;
        lock (gate)
        {
            if (ended)
            {
                return false;
            }

            filling.Add(new Command(session, what));
            wake = Wake();
        }

        WakeIf(wake);
        return true;
    }

    /// <summary>Waits for work and swaps it out against an empty list. False when the queue is completed and empty.</summary>
    public async ValueTask<List<Command>?> TakeAsync(List<Command> empty)
    {
        while (true)
        {
            ValueTask more = default;
            TaskCompletionSource? roomAgain = null;
            List<Command>? taken = null;
            lock (gate)
            {
                if (filling.Count > 0)
                {
                    (taken, filling) = (filling, empty);
                    bytes = 0;
                    (roomAgain, room) = (room, null);
                }
                else if (completed)
                {
                    ended = true;
                    return null;
                }
                else
                {
                    work.Reset();
                    waiting = true;
                    more = new ValueTask(this, work.Version);
                }
            }

            roomAgain?.SetResult();
            if (taken is not null)
            {
                return taken;
            }

            await more.ConfigureAwait(false);
        }
    }

    /// <summary>What is queued is still taken; then <see cref="TakeAsync"/> ends.</summary>
    public void Complete()
    {
        bool wake;
        lock (gate)
        {
            completed = true;
            wake = Wake();
        }

        WakeIf(wake);
    }

    private bool TryEnqueue(List<Command> commands, out Task roomAgain)
    {
        bool wake;
        lock (gate)
        {
            if (bytes >= maxBytes)
            {
                room ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                roomAgain = room.Task;
                return false;
            }

            foreach (var command in commands)
            {
                filling.Add(command);
                bytes += Cost(command);
            }

            wake = Wake();
        }

        WakeIf(wake);
        roomAgain = Task.CompletedTask;
        return true;
    }

    void IThreadPoolWorkItem.Execute() => work.SetResult(true);

    void IValueTaskSource.GetResult(short token) => work.GetResult(token);

    ValueTaskSourceStatus IValueTaskSource.GetStatus(short token) => work.GetStatus(token);

    void IValueTaskSource.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        work.OnCompleted(continuation, state, token, flags);

    // Under the lock: whether somebody waits for what was added.
    private bool Wake()
    {
        var wake = waiting;
        waiting = false;
        return wake;
    }

    private void WakeIf(bool wake)
    {
        if (wake && poller is { } home)
        {
            home.Take(this);
        }
        else if (wake)
        {
            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
        }
    }

    // A request costs about this much beside its payload: the queue is bounded for a million empty lines, too.
    private static int Cost(Command command) => 128 + command.What switch
    {
        ClientRequest.Post post => post.Payload.Length,
        ClientRequest.Direct direct => direct.Payload.Length,
        _ => 0,
    };
}
