namespace WebChatBridge.Relay.Tests;

/// <summary>
/// A socket's sending side: keeps what was written. It can be stalled, like the socket of a program that does not read, and
/// broken, like that of a program that is gone.
/// </summary>
internal sealed class TestOutput : Stream
{
    private readonly Lock gate = new();
    private TaskCompletionSource? stalled;
    private Exception? broken;

    /// <summary>Told what was written, in order.</summary>
    public Action<ReadOnlyMemory<byte>>? Wrote { get; set; }

    public int Writes { get; private set; }

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public void Stall()
    {
        lock (gate)
        {
            stalled ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    /// <summary>Lets go on: everything, or one write at a time.</summary>
    public void Resume(bool once = false)
    {
        TaskCompletionSource? was;
        lock (gate)
        {
            was = stalled;
            stalled = once ? new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously) : null;
        }

        was?.TrySetResult();
    }

    public void Break(Exception error)
    {
        broken = error;
        Resume();
    }

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        Task? wait;
        lock (gate)
        {
            wait = stalled?.Task;
        }

        if (wait is not null)
        {
            await wait;
        }

        if (broken is not null)
        {
            throw broken;
        }

        Writes++;
        Wrote?.Invoke(buffer);
    }

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush() => throw new NotSupportedException();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}
