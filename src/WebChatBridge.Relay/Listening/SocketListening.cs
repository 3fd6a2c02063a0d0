using System.Net;
using System.Net.Sockets;

namespace WebChatBridge.Relay;

/// <summary>A listening socket.</summary>
internal sealed class SocketListening : IListening
{
    // Thousands may come at once, after a restart; the kernel caps it at its own limit.
    private const int Backlog = 4_096;

    private readonly Socket socket;

    private SocketListening(Socket socket)
    {
        this.socket = socket;
        Address = (IPEndPoint)socket.LocalEndPoint!;
    }

    public IPEndPoint Address { get; }

    /// <summary>Listens there; <see cref="IPAddress.IPv6Any"/> is IPv4 too. Throws <see cref="SocketException"/>.</summary>
    public static SocketListening Bind(IPEndPoint address)
    {
        var listener = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            if (address.Address.Equals(IPAddress.IPv6Any))
            {
                listener.DualMode = true;
            }

            listener.Bind(address);
            listener.Listen(Backlog);
            return new SocketListening(listener);
        }
        catch
        {
            listener.Dispose();
            throw;
        }
    }

    public async ValueTask<IWire?> AcceptAsync()
    {
        while (true)
        {
            try
            {
                return new SocketWire(await socket.AcceptAsync().ConfigureAwait(false));
            }
            catch (SocketException error) when (error.SocketErrorCode == SocketError.ConnectionReset)
            {
                // It was gone before its turn: the next one.
            }
            catch (Exception error) when (error is ObjectDisposedException or SocketException { SocketErrorCode: SocketError.OperationAborted })
            {
                return null;
            }
        }
    }

    public void Dispose() => socket.Dispose();
}
