using WebChatBridge.Protocol;

namespace WebChatBridge.Relay;

/// <summary>
/// What the core loop has still to do, in order. Bounded in bytes: while it is full, readers of sockets wait (back-pressure).
/// Signals (somebody left, a timer) never wait. Many writers, one reader.
/// </summary>
internal sealed class AcceptQueue(int maxBytes)
{
    private readonly Lock gate = new();
    private List<Command> filling = [];
    private long bytes;
    private bool completed;
    private bool ended;
    private TaskCompletionSource? room;
    private TaskCompletionSource<bool>? work;

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
        TaskCompletionSource<bool>? wake;
        lock (gate)
        {
            if (ended)
            {
                return false;
            }

            filling.Add(new Command(session, what));
            wake = Wake();
        }

        wake?.SetResult(true);
        return true;
    }

    /// <summary>Waits for work and swaps it out against an empty list. False when the queue is completed and empty.</summary>
    public async ValueTask<List<Command>?> TakeAsync(List<Command> empty)
    {
        while (true)
        {
            Task<bool> waiting;
            TaskCompletionSource? roomAgain = null;
            List<Command>? taken = null;
            lock (gate)
            {
                if (filling.Count > 0)
                {
                    (taken, filling) = (filling, empty);
                    bytes = 0;
                    (roomAgain, room) = (room, null);
                    waiting = Task.FromResult(true);
                }
                else if (completed)
                {
                    ended = true;
                    return null;
                }
                else
                {
                    work = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
                    waiting = work.Task;
                }
            }

            roomAgain?.SetResult();
            if (taken is not null)
            {
                return taken;
            }

            await waiting.ConfigureAwait(false);
        }
    }

    /// <summary>What is queued is still taken; then <see cref="TakeAsync"/> ends.</summary>
    public void Complete()
    {
        TaskCompletionSource<bool>? wake;
        lock (gate)
        {
            completed = true;
            (wake, work) = (work, null);
        }

        wake?.SetResult(true);
    }

    private bool TryEnqueue(List<Command> commands, out Task roomAgain)
    {
        TaskCompletionSource<bool>? wake;
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

        wake?.SetResult(true);
        roomAgain = Task.CompletedTask;
        return true;
    }

    private TaskCompletionSource<bool>? Wake()
    {
        var wake = work;
        work = null;
        return wake;
    }

    // A request costs about this much beside its payload: the queue is bounded for a million empty lines, too.
    private static int Cost(Command command) => 128 + command.What switch
    {
        ClientRequest.Post post => post.Payload.Length,
        ClientRequest.Direct direct => direct.Payload.Length,
        _ => 0,
    };
}
