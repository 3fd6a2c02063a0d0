using System.Net;
using System.Net.Sockets;

namespace WebChatBridge.Relay;

/// <summary>An accepted socket.</summary>
internal sealed class SocketWire : IWire
{
    private readonly Socket socket;

    public SocketWire(Socket socket)
    {
        this.socket = socket;
        Remote = socket.RemoteEndPoint?.ToString();
        Address = (socket.RemoteEndPoint as IPEndPoint)?.Address switch
        {
            { IsIPv4MappedToIPv6: true } mapped => mapped.MapToIPv4(),
            var address => address,
        };
        Output = new NetworkStream(socket, FileAccess.ReadWrite, ownsSocket: false); // it refuses one that does not block, so it comes first
        socket.Blocking = false;
    }

    public string? Remote { get; }

    public IPAddress? Address { get; }

    /// <summary>Both directions, for who puts TLS over them.</summary>
    public Stream Output { get; }

    public ValueTask<int> ReceiveAsync(Memory<byte> into, CancellationToken cancellationToken)
    {
        if (into.IsEmpty)
        {
            return socket.ReceiveAsync(into, SocketFlags.None, cancellationToken);
        }

        // Said without an exception: thousands of clients may go at once, and a stack trace for each costs more than its session did.
        // A wait may end by the news of bytes that an earlier recv has taken already; whoever then waited here would hear no silence.
        var count = socket.Receive(into.Span, SocketFlags.None, out var error);
        return ValueTask.FromResult(error switch
        {
            SocketError.Success => count,
            SocketError.WouldBlock => IWire.NothingYet,
            _ => IWire.Gone,
        });
    }

    /// <summary>What has come, without taking it.</summary>
    public ValueTask<int> PeekAsync(Memory<byte> into, CancellationToken cancellationToken) =>
        socket.ReceiveAsync(into, SocketFlags.Peek, cancellationToken);

    public void FinishWriting() => socket.Shutdown(SocketShutdown.Send);

    // With no time to linger the kernel throws away what waits and sends RST.
    public void Abort() => socket.Close(timeout: 0);

    public ValueTask DisposeAsync()
    {
        socket.Dispose();
        return ValueTask.CompletedTask;
    }
}
