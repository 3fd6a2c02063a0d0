using System.Net;
using System.Net.Sockets;

namespace WebChatBridge.Relay;

/// <summary>A listening socket whose connections a poller watches.</summary>
internal sealed class PolledListening : Polled, IListening
{
    // So many newcomers, and then those who are here have their turn.
    private const int InOneTurn = 64;

    private readonly Poller poller;
    private readonly Socket socket;
    private int accepted;

    /// <summary>Takes over a socket that listens.</summary>
    public PolledListening(Poller poller, Socket socket)
        : base(poller, socket.SafeHandle)
    {
        this.poller = poller;
        this.socket = socket;
        socket.Blocking = false;
        Address = (IPEndPoint)socket.LocalEndPoint!;
    }

    public IPEndPoint Address { get; }

    public async ValueTask<IWire?> AcceptAsync()
    {
        try
        {
            while (true)
            {
                if (accepted++ % InOneTurn == 0)
                {
                    await WhenArrivedAsync(CancellationToken.None).ConfigureAwait(false);
                }

                if (Accept() is { } wire)
                {
                    return wire;
                }
            }
        }
        catch (ObjectDisposedException)
        {
            return null;
        }
    }

    public void Dispose()
    {
        Close();
        socket.Dispose();
    }

    private unsafe PolledWire? Accept()
    {
        var address = stackalloc byte[PeerAddress.Bytes];
        var bytes = PeerAddress.Bytes;
        var number = Libc.Accept(Handle, address, ref bytes, Libc.NonBlocking | Libc.CloseOnExec);
        if (number >= 0)
        {
            return new PolledWire(poller, new Descriptor(number), PeerAddress.Read(new ReadOnlySpan<byte>(address, PeerAddress.Bytes)));
        }

        switch (Libc.Error)
        {
            case Libc.TryAgain:
                accepted = 0;
                return null;
            case Libc.Interrupted or Libc.ConnectionAborted:
                return null; // it was gone before its turn: the next one
            default:
                accepted = 0;
                throw new IOException(Libc.ErrorWords);
        }
    }
}
