using System.Net;
using System.Net.Sockets;

namespace WebChatBridge.Relay;

/// <summary>A listening socket.</summary>
internal sealed class SocketListening : IListening
{
    // Thousands may come at once, after a restart; the kernel caps it at its own limit.
    private const int Backlog = 4_096;

    private readonly Socket socket;
    private readonly int bufferBytes;

    private SocketListening(Socket socket, int bufferBytes)
    {
        this.socket = socket;
        this.bufferBytes = bufferBytes;
        Address = (IPEndPoint)socket.LocalEndPoint!;
    }

    public IPEndPoint Address { get; }

    /// <summary>Listens there; <see cref="IPAddress.IPv6Any"/> is IPv4 too. Throws <see cref="SocketException"/>.</summary>
    /// <param name="address">Where.</param>
    /// <param name="bufferBytes">What the kernel keeps for each connection, each way.</param>
    public static SocketListening Bind(IPEndPoint address, int bufferBytes)
    {
        var listener = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            if (address.Address.Equals(IPAddress.IPv6Any))
            {
                listener.DualMode = true;
            }

            Tune(listener, bufferBytes);
            listener.Bind(address);
            listener.Listen(Backlog);
            return new SocketListening(listener, bufferBytes);
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
                var accepted = await socket.AcceptAsync().ConfigureAwait(false);
                if (!OperatingSystem.IsLinux())
                {
                    TuneAccepted(accepted);
                }

                return new SocketWire(accepted);
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

    private void TuneAccepted(Socket accepted)
    {
        try
        {
            Tune(accepted, bufferBytes);
        }
        catch (SocketException)
        {
            // It was reset before it was accepted; the read loop finds that out.
        }
    }

    // Bounds what the kernel hides, and has it look whether the other end lives. On Linux an accepted socket has what its listener
    // has: eight calls fewer for each newcomer.
    private static void Tune(Socket socket, int bufferBytes)
    {
        socket.NoDelay = true; // what is flushed is whole; waiting for more would only be late
        socket.SendBufferSize = bufferBytes;
        socket.ReceiveBufferSize = bufferBytes;
        socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, true);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveTime, 60);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveInterval, 15);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveRetryCount, 4);
    }
}
