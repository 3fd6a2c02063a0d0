namespace WebChatBridge.Relay.Tests;

/// <summary>
/// A socket's sending side: keeps what was written. It can be stalled, like the socket of a program that does not read, and
/// broken, like that of a program that is gone.
/// </summary>
internal sealed class TestOutput : WriteOnlyStream
{
    private readonly SemaphoreSlim going = new(0);
    private volatile bool stalled;
    private Exception? broken;
    private TaskCompletionSource writing = New();

    /// <summary>Told what was written, in order.</summary>
    public Action<ReadOnlyMemory<byte>>? Wrote { get; set; }

    public int Writes { get; private set; }

    /// <summary>Done when a write waits because of <see cref="Stall"/>.</summary>
    public Task WhenWritingAsync() => writing.Task.Soon();

    public void Stall()
    {
        while (going.Wait(0))
        {
            // A permit nobody took.
        }

        writing = New();
        stalled = true;
    }

    /// <summary>Lets go on: everything, or one write.</summary>
    public void Resume(bool once = false)
    {
        if (stalled)
        {
            stalled = once;
            going.Release();
        }
    }

    public void Break(Exception error)
    {
        broken = error;
        Resume();
    }

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (stalled)
        {
            writing.TrySetResult();
            await going.WaitAsync(cancellationToken);
        }

        if (broken is not null)
        {
            throw broken;
        }

        Writes++;
        Wrote?.Invoke(buffer);
    }

    protected override void Dispose(bool disposing)
    {
        going.Dispose();
        base.Dispose(disposing);
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
