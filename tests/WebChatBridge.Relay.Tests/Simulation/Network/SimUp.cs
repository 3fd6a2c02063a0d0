using System.Net.Sockets;

namespace WebChatBridge.Relay.Tests.Simulation;

/// <summary>One direction of a wire, toward the relay: what was sent is under way until it is moved, in pieces of any size.</summary>
internal sealed class SimUp
{
    private readonly List<byte> bytes = [];
    private int taken;
    private int arrived;
    private bool fin;
    private bool finArrived;
    private Exception? fault;
    private TaskCompletionSource? waiting;

    /// <summary>Whether there is anything under way.</summary>
    public bool Moves => fault is null && (arrived < bytes.Count || (fin && !finArrived));

    public int UnderWay => bytes.Count - arrived;

    public void Send(ReadOnlySpan<byte> sent)
    {
        if (!fin && fault is null)
        {
            bytes.AddRange(sent);
        }
    }

    /// <summary>The sender died in the middle of it: so many of the last bytes never left.</summary>
    public void Tear(int last) => bytes.RemoveRange(bytes.Count - last, last);

    public void Fin() => fin = true;

    /// <summary>Reset (RST) by the sender. What has arrived is still read, or is lost with the rest.</summary>
    public void Reset(bool lose)
    {
        bytes.RemoveRange(lose ? taken : arrived, bytes.Count - (lose ? taken : arrived));
        arrived = bytes.Count;
        Fail(new SocketException((int)SocketError.ConnectionReset));
    }

    /// <summary>Closed by the relay itself.</summary>
    public void Fail(Exception error)
    {
        fault ??= error;
        Wake();
    }

    /// <summary>So many bytes arrive, and the FIN behind the last.</summary>
    public void Move(int count)
    {
        arrived = Math.Min(bytes.Count, arrived + count);
        finArrived = fin && arrived == bytes.Count;
        Wake();
    }

    public async ValueTask<int> ReceiveAsync(Memory<byte> into, CancellationToken cancellationToken)
    {
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (taken < arrived)
            {
                return Take(into.Span);
            }

            if (fault is not null)
            {
                throw fault;
            }

            if (finArrived)
            {
                return 0;
            }

            var more = waiting = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            using var given = cancellationToken.UnsafeRegister(static more => ((TaskCompletionSource)more!).TrySetCanceled(), more);
            await more.Task;
        }
    }

    private int Take(Span<byte> into)
    {
        var count = Math.Min(into.Length, arrived - taken);
        System.Runtime.InteropServices.CollectionsMarshal.AsSpan(bytes).Slice(taken, count).CopyTo(into);
        taken += count;
        return count;
    }

    private void Wake()
    {
        waiting?.TrySetResult();
        waiting = null;
    }
}
