using System.Net;
using System.Net.Sockets;
using System.Runtime.CompilerServices;

namespace WebChatBridge.Relay.Tests.Listening;

public sealed class PortsTests : IAsyncDisposable
{
    private const int BufferBytes = 65_536;

    private readonly Ports ports = new(BufferBytes);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Accept_EachSocket_HasTheOptionsOfItsListener(bool tls)
    {
        using var listening = ports.Bind(new IPEndPoint(IPAddress.Loopback, 0), tls);
        for (var i = 0; i < 3; i++)
        {
            using var client = new Socket(SocketType.Stream, ProtocolType.Tcp);
            await client.ConnectAsync(listening.Address);
            await using var wire = (await listening.AcceptAsync().AsTask().Soon())!;

            using var accepted = SocketOf(wire);

            Assert.True(accepted.NoDelay);
            Assert.NotEqual(0, Option(SocketOptionLevel.Socket, SocketOptionName.KeepAlive));
            Assert.Equal(60, Option(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveTime));
            Assert.Equal(15, Option(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveInterval));
            Assert.Equal(4, Option(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveRetryCount));
            Assert.Equal(Asked(BufferBytes), (accepted.SendBufferSize, accepted.ReceiveBufferSize));

            int Option(SocketOptionLevel level, SocketOptionName name) => (int)accepted.GetSocketOption(level, name)!;
        }
    }

    [Theory]
    [InlineData("127.0.0.1", "127.0.0.1", "127.0.0.1")]
    [InlineData("::1", "::1", "[::1]")]
    [InlineData("::", "127.0.0.1", "[::ffff:127.0.0.1]")] // as the system writes one that came by IPv4 to a socket of both
    [InlineData("::", "::1", "[::1]")]
    public async Task Accept_SaysWhoComes(string listen, string connect, string remote)
    {
        foreach (var tls in (bool[])[false, true])
        {
            using var listening = ports.Bind(new IPEndPoint(IPAddress.Parse(listen), 0), tls);
            using var client = new Socket(IPAddress.Parse(connect).AddressFamily, SocketType.Stream, ProtocolType.Tcp);
            await client.ConnectAsync(new IPEndPoint(IPAddress.Parse(connect), listening.Address.Port));

            await using var wire = (await listening.AcceptAsync().AsTask().Soon())!;

            Assert.Equal($"{remote}:{((IPEndPoint)client.LocalEndPoint!).Port}", wire.Remote);
            Assert.Equal(IPAddress.Parse(connect), wire.Address);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Dispose_WhileItWaits_EndsTheWait(bool tls)
    {
        var listening = ports.Bind(new IPEndPoint(IPAddress.Loopback, 0), tls);
        var accepting = listening.AcceptAsync().AsTask();

        listening.Dispose();

        Assert.Null(await accepting.Soon());
    }

    public ValueTask DisposeAsync() => ports.DisposeAsync();

    // What the system makes of such a size: Linux doubles it.
    private static (int Send, int Receive) Asked(int bytes)
    {
        using var other = new Socket(SocketType.Stream, ProtocolType.Tcp) { SendBufferSize = bytes, ReceiveBufferSize = bytes };
        return (other.SendBufferSize, other.ReceiveBufferSize);
    }

    private static Socket SocketOf(IWire wire) => new(new SafeSocketHandle(
        wire is Polled polled ? polled.Handle.DangerousGetHandle() : SocketOf((SocketWire)wire).Handle, ownsHandle: false));

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "socket")]
    private static extern ref Socket SocketOf(SocketWire wire);
}
