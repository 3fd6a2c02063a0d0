using System.Net;
using System.Net.Sockets;

namespace WebChatBridge.Relay;

/// <summary>Listens on addresses of this machine: on Linux with a poller, elsewhere and for TLS with the sockets of the runtime.</summary>
/// <param name="bufferBytes">What the kernel keeps for each connection, each way.</param>
internal sealed class Ports(int bufferBytes) : IAsyncDisposable
{
    // Thousands may come at once, after a restart; the kernel caps it at its own limit.
    private const int Backlog = 4_096;

    /// <summary>Made with the first listening that needs it.</summary>
    public Poller? Poller { get; private set; }

    /// <summary>Listens there; <see cref="IPAddress.IPv6Any"/> is IPv4 too. Throws <see cref="SocketException"/>.</summary>
    public IListening Bind(IPEndPoint address, bool tls)
    {
        var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            if (address.Address.Equals(IPAddress.IPv6Any))
            {
                socket.DualMode = true;
            }

            Tune(socket, bufferBytes);
            socket.Bind(address);
            socket.Listen(Backlog);
            return tls || !OperatingSystem.IsLinux() ? new SocketListening(socket, bufferBytes) : new PolledListening(Poller ??= new Poller(), socket);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    public ValueTask DisposeAsync() => Poller?.DisposeAsync() ?? ValueTask.CompletedTask;

    /// <summary>Bounds what the kernel hides, and has it look whether the other end lives.</summary>
    public static void Tune(Socket socket, int bufferBytes)
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
