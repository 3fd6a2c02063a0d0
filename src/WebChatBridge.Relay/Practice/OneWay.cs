namespace WebChatBridge.Relay;

/// <summary>
/// One direction of a connection in memory: bytes in their order, the end, or a reset. A write is done when no more than
/// <paramref name="room"/> bytes wait for the reader, as a socket's is when they have found room in its buffer.
/// </summary>
internal sealed class OneWay(int room)
{
    private readonly Lock gate = new();
    private readonly Queue<byte[]> waiting = new();
    private TaskCompletionSource changed = New();
    private Exception? broken;
    private bool ended;
    private int count;
    private int head; // of the first that waits, bytes that are read already

    public async ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken = default)
    {
        var put = false;
        while (true)
        {
            Task next;
            lock (gate)
            {
                if (broken is not null)
                {
                    throw new IOException(broken.Message, broken);
                }

                if (!put && !ended && !bytes.IsEmpty)
                {
                    waiting.Enqueue(bytes.ToArray());
                    count += bytes.Length;
                    Signal();
                }

                put = true;
                if (count <= room)
                {
                    return;
                }

                next = changed.Task;
            }

            await next.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>What there is, at most as much as fits; 0 at the end. Into no room it waits until there is something.</summary>
    public async ValueTask<int> ReadAsync(Memory<byte> into, CancellationToken cancellationToken)
    {
        while (true)
        {
            Task next;
            lock (gate)
            {
                if (broken is not null)
                {
                    throw new IOException(broken.Message, broken);
                }

                if (count > 0 || ended)
                {
                    return Take(into.Span);
                }

                next = changed.Task;
            }

            await next.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Nothing more will be written.</summary>
    public void End()
    {
        lock (gate)
        {
            ended = true;
            Signal();
        }
    }

    /// <summary>Reading and writing fail from now on; what waits is lost.</summary>
    public void Break(Exception error)
    {
        lock (gate)
        {
            broken ??= error;
            Signal();
        }
    }

    // Under the lock. One write at a time is read: what was written apart arrives apart, so that it can be told apart in Traffic.
    private int Take(Span<byte> into)
    {
        if (count == 0 || into.IsEmpty)
        {
            return 0;
        }

        var first = waiting.Peek().AsSpan(head);
        var taken = Math.Min(first.Length, into.Length);
        first[..taken].CopyTo(into);
        head += taken;
        if (taken == first.Length)
        {
            waiting.Dequeue();
            head = 0;
        }

        count -= taken;
        Signal();
        return taken;
    }

    private void Signal()
    {
        changed.TrySetResult();
        changed = New();
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
