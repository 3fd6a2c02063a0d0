using System.Net;
using System.Net.Sockets;
using System.Runtime.CompilerServices;

namespace WebChatBridge.Relay.Tests.Listening;

public sealed class SocketListeningTests
{
    private const int BufferBytes = 65_536;

    [Fact]
    public async Task Accept_EachSocket_HasTheOptionsOfItsListener()
    {
        using var listening = SocketListening.Bind(new IPEndPoint(IPAddress.Loopback, 0), BufferBytes);
        for (var i = 0; i < 3; i++)
        {
            using var client = new Socket(SocketType.Stream, ProtocolType.Tcp);
            await client.ConnectAsync(listening.Address);
            await using var wire = (SocketWire)(await listening.AcceptAsync())!;

            var accepted = SocketOf(wire);

            Assert.True(accepted.NoDelay);
            Assert.NotEqual(0, Option(SocketOptionLevel.Socket, SocketOptionName.KeepAlive));
            Assert.Equal(60, Option(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveTime));
            Assert.Equal(15, Option(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveInterval));
            Assert.Equal(4, Option(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveRetryCount));
            Assert.Equal(Asked(BufferBytes), (accepted.SendBufferSize, accepted.ReceiveBufferSize));

            int Option(SocketOptionLevel level, SocketOptionName name) => (int)accepted.GetSocketOption(level, name)!;
        }
    }

    // What the system makes of such a size: Linux doubles it.
    private static (int Send, int Receive) Asked(int bytes)
    {
        using var other = new Socket(SocketType.Stream, ProtocolType.Tcp) { SendBufferSize = bytes, ReceiveBufferSize = bytes };
        return (other.SendBufferSize, other.ReceiveBufferSize);
    }

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "socket")]
    private static extern ref Socket SocketOf(SocketWire wire);
}
