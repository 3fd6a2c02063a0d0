using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace WebChatBridge.Relay.Tests.Simulation;

/// <summary>
/// The other direction: what the relay writes lies in the kernel's buffers until the client reads, and when they are full, the
/// write waits.
/// </summary>
internal sealed class SimDown(int capacity) : WriteOnlyStream
{
    private readonly List<byte> kernel = [];
    private int head;
    private Exception? fault;
    private TaskCompletionSource? waiting;

    /// <summary>Bytes the client could read now.</summary>
    public int Readable => kernel.Count - head;

    /// <summary>The relay sent FIN: behind what is readable there is nothing more.</summary>
    public bool Finished { get; private set; }

    /// <summary>The relay reset the connection.</summary>
    public bool Aborted { get; private set; }

    public void Read(List<byte> into, int count)
    {
        var taken = Math.Min(count, Readable);
        into.AddRange(CollectionsMarshal.AsSpan(kernel).Slice(head, taken));
        head += taken;
        if (Readable == 0)
        {
            kernel.Clear();
            head = 0;
        }

        Wake();
    }

    public void Finish() => Finished = true;

    /// <summary>RST from the relay. What the client's side has already is still read, as far as <paramref name="kept"/>.</summary>
    public void Abort(int kept)
    {
        if (!Aborted && fault is null)
        {
            kernel.RemoveRange(head + kept, Readable - kept);
        }

        Aborted = true;
        Fail(new ObjectDisposedException(nameof(SimDown)));
    }

    /// <summary>The client is gone.</summary>
    public void Break() => Fail(new IOException("Broken pipe", new SocketException((int)SocketError.ConnectionReset)));

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (fault is not null)
        {
            return ValueTask.FromException(fault);
        }

        var count = Put(buffer.Span);
        return count == buffer.Length ? ValueTask.CompletedTask : WaitAndWriteAsync(buffer[count..]);
    }

    private async ValueTask WaitAndWriteAsync(ReadOnlyMemory<byte> rest)
    {
        while (rest.Length > 0)
        {
            waiting ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            await waiting.Task;
            if (fault is not null)
            {
                throw fault;
            }

            rest = rest[Put(rest.Span)..];
        }
    }

    private int Put(ReadOnlySpan<byte> bytes)
    {
        var count = Math.Min(bytes.Length, capacity - Readable);
        kernel.AddRange(bytes[..count]);
        return count;
    }

    private void Fail(Exception error)
    {
        fault ??= error;
        Wake();
    }

    private void Wake()
    {
        waiting?.TrySetResult();
        waiting = null;
    }
}
