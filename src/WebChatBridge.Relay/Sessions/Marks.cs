namespace WebChatBridge.Relay;

/// <summary>Who waits for an <see cref="Outbox"/> to have written how far. Owner: the outbox, under its lock.</summary>
internal sealed class Marks
{
    private List<(long Mark, TaskCompletionSource<bool> Reached)>? waiters;

    private TaskCompletionSource? tried;

    public Task<bool> Wait(long mark)
    {
        var reached = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        (waiters ??= []).Add((mark, reached));
        return reached.Task;
    }

    /// <summary>Done at the next try to write, whatever comes of it.</summary>
    public Task WaitTried() => (tried ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

    /// <summary>There was one.</summary>
    public void Tried()
    {
        tried?.SetResult();
        tried = null;
    }

    /// <summary>Everything up to here is written.</summary>
    public void Reached(long written) => Answer(above: -1, upTo: written, true);

    /// <summary>What lay beyond this mark will never be written.</summary>
    public void Drop(long mark) => Answer(above: mark, upTo: long.MaxValue, false);

    /// <summary>Nothing more will be written.</summary>
    public void DropAll() => Answer(above: -1, upTo: long.MaxValue, false);

    private void Answer(long above, long upTo, bool answer)
    {
        for (var i = (waiters?.Count ?? 0) - 1; i >= 0; i--)
        {
            var (mark, reached) = waiters![i];
            if (mark > above && mark <= upTo)
            {
                reached.SetResult(answer);
                waiters.RemoveAt(i);
            }
        }

        if (waiters is { Count: 0 })
        {
            waiters = null;
        }
    }
}
