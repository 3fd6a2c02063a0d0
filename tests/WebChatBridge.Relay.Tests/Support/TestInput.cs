using System.IO.Pipelines;
using Microsoft.AspNetCore.Connections;

namespace WebChatBridge.Relay.Tests;

/// <summary>What a client sends, as its read loop sees it; tells when the loop has dealt with all of it and asks for more.</summary>
internal sealed class TestInput : PipeReader
{
    private readonly Pipe pipe = new(new PipeOptions(pauseWriterThreshold: 0, useSynchronizationContext: false));
    private readonly Lock gate = new();
    private readonly List<(long Bytes, TaskCompletionSource Read)> waiters = [];
    private long sent;
    private long taken;
    private long last;

    /// <summary>Bytes the loop has taken and done with.</summary>
    public long Done { get; private set; }

    public void Send(ReadOnlySpan<byte> bytes)
    {
        sent += bytes.Length;
        _ = pipe.Writer.WriteAsync(bytes.ToArray()).AsTask(); // never waits: the threshold is off
    }

    public void Fin() => pipe.Writer.Complete();

    public void Reset() => pipe.Writer.Complete(new ConnectionResetException("reset by the test"));

    public void Abort() => pipe.Writer.Complete(new ConnectionAbortedException("aborted"));

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

    public override async ValueTask<ReadResult> ReadAsync(CancellationToken cancellationToken = default)
    {
        lock (gate)
        {
            Done = taken;
            waiters.RemoveAll(waiter => waiter.Bytes <= Done && waiter.Read.TrySetResult());
        }

        var result = await pipe.Reader.ReadAsync(cancellationToken);
        last = result.Buffer.Length;
        return result;
    }

    public override bool TryRead(out ReadResult result) => pipe.Reader.TryRead(out result);

    public override void AdvanceTo(SequencePosition consumed)
    {
        taken += last;
        last = 0;
        pipe.Reader.AdvanceTo(consumed);
    }

    public override void AdvanceTo(SequencePosition consumed, SequencePosition examined) => throw new NotSupportedException();

    public override void CancelPendingRead() => pipe.Reader.CancelPendingRead();

    public override void Complete(Exception? exception = null) => pipe.Reader.Complete(exception);
}
