using System.IO.Pipelines;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;

namespace WebChatBridge.Relay;

/// <summary>A connection of the socket transport. It reads through the transport's pipe and writes to the socket itself.</summary>
internal sealed class SocketWire(ConnectionContext transport) : IWire
{
    private readonly Socket socket = transport.Features.Get<IConnectionSocketFeature>()!.Socket;
    private NetworkStream? output;

    public string? Remote => transport.RemoteEndPoint?.ToString();

    public PipeReader Input => transport.Transport.Input;

    public Stream Output => output ??= new NetworkStream(socket, FileAccess.Write, ownsSocket: false);

    public void Tune(int bufferBytes)
    {
        socket.SendBufferSize = bufferBytes;
        socket.ReceiveBufferSize = bufferBytes;
        socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, true);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveTime, 60);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveInterval, 15);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveRetryCount, 4);
    }

    public void FinishWriting() => socket.Shutdown(SocketShutdown.Send);

    public void Abort() => transport.Abort();

    public async ValueTask DisposeAsync()
    {
        await transport.Transport.Output.CompleteAsync().ConfigureAwait(false);
        transport.Abort();
        await transport.DisposeAsync().ConfigureAwait(false);
    }
}
