using System.Net;
using System.Net.Sockets;

namespace WebChatBridge.Relay.Tests.Simulation;

/// <summary>A connection: the relay holds one end by <see cref="IWire"/>, a client of the simulation the other.</summary>
internal sealed class SimWire(string remote, int capacity, Chance chance) : IWire
{
    public SimUp Up { get; } = new();

    public SimDown Down { get; } = new(capacity);

    public string? Remote => remote;

    public IPAddress? Address => IPAddress.Loopback;

    public Stream Output => Down;

    /// <summary>The relay has let it go.</summary>
    public bool Disposed { get; private set; }

    public ValueTask<int> ReceiveAsync(Memory<byte> into, CancellationToken cancellationToken) => Up.ReceiveAsync(into, cancellationToken);

    public void FinishWriting()
    {
        ObjectDisposedException.ThrowIf(Down.Aborted, this);
        Down.Finish();
    }

    public void Abort()
    {
        Down.Abort(chance.Below(Down.Readable + 1));
        Up.Fail(new SocketException((int)SocketError.OperationAborted));
    }

    public ValueTask DisposeAsync()
    {
        // Closing without a FIN sent before, or with something unread, is a reset.
        if (!Down.Finished || Up.UnderWay > 0)
        {
            Abort();
        }

        Disposed = true;
        Up.Fail(new ObjectDisposedException(nameof(SimWire)));
        return ValueTask.CompletedTask;
    }

    /// <summary>The machine of the relay has died: its kernel answers with RST from now on, or with nothing.</summary>
    public void Die()
    {
        Down.Abort(chance.Below(Down.Readable + 1));
    }

    /// <summary>The client resets the connection.</summary>
    public void Reset()
    {
        Up.Reset(lose: chance.OneIn(2));
        Down.Break();
    }
}
