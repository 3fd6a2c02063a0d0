using System.Net.Sockets;

namespace WebChatBridge.Relay.Tests;

/// <summary>
/// What a client sends, as its read loop receives it: each send one chunk. Tells when the loop has dealt with all of it and asks
/// for more.
/// </summary>
internal sealed class TestInput
{
    private readonly Lock gate = new();
    private readonly Queue<byte[]> chunks = new();
    private readonly List<(long Bytes, TaskCompletionSource Read)> waiters = [];
    private TaskCompletionSource? waiting;
    private Exception? fault;
    private bool ended;
    private long sent;
    private long taken;

    /// <summary>Bytes the loop has taken and done with.</summary>
    public long Done { get; private set; }

    public void Send(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty)
        {
            return;
        }

        lock (gate)
        {
            sent += bytes.Length;
            chunks.Enqueue(bytes.ToArray());
            Wake();
        }
    }

    public void Fin()
    {
        lock (gate)
        {
            ended = true;
            Wake();
        }
    }

    public void Reset() => Fail(new SocketException((int)SocketError.ConnectionReset));

    public void Abort() => Fail(new SocketException((int)SocketError.OperationAborted));

    /// <summary>Done when the loop has queued all that was sent and asks for more.</summary>
    public Task WhenDoneAsync()
    {
        lock (gate)
        {
            if (Done >= sent)
            {
                return Task.CompletedTask;
            }

            var read = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            waiters.Add((sent, read));
            return read.Task.Soon();
        }
    }

    public async ValueTask<int> ReceiveAsync(Memory<byte> into, CancellationToken cancellationToken)
    {
        while (true)
        {
            Task more;
            lock (gate)
            {
                // Whoever asks is done with what it got before: the loop, and who discards the rest after a violation.
                Done = taken;
                waiters.RemoveAll(waiter => waiter.Bytes <= Done && waiter.Read.TrySetResult());

                if (chunks.Count > 0)
                {
                    return Take(into);
                }

                if (fault is not null)
                {
                    throw fault;
                }

                if (ended)
                {
                    return 0;
                }

                waiting = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                more = waiting.Task;
            }

            await more.WaitAsync(cancellationToken);
        }
    }

    private int Take(Memory<byte> into)
    {
        if (into.IsEmpty)
        {
            return 0;
        }

        var chunk = chunks.Peek();
        var count = Math.Min(chunk.Length, into.Length);
        chunk.AsSpan(0, count).CopyTo(into.Span);
        chunks.Dequeue();
        if (count < chunk.Length)
        {
            var rest = chunks.ToArray();
            chunks.Clear();
            chunks.Enqueue(chunk[count..]);
            Array.ForEach(rest, chunks.Enqueue);
        }

        taken += count;
        return count;
    }

    private void Fail(Exception error)
    {
        lock (gate)
        {
            fault ??= error;
            Wake();
        }
    }

    private void Wake()
    {
        waiting?.TrySetResult();
        waiting = null;
    }
}
