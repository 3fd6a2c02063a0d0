using System.Net;
using System.Net.Sockets;

namespace WebChatBridge.Promises.Tests;

/// <summary>A line to the server that can be cut: everything on it is lost, both ends get a RST. What dials again gets a new one.</summary>
internal sealed class CutLine : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource end = new();
    private readonly Lock gate = new();
    private readonly List<Socket> open = [];
    private readonly List<Task> pumping = [];
    private readonly IPEndPoint server;
    private readonly Task accepting;

    public CutLine(IPEndPoint server)
    {
        this.server = server;
        listener.Start();
        accepting = AcceptAsync();
    }

    public IPEndPoint Address => (IPEndPoint)listener.LocalEndpoint;

    /// <summary>Cuts whatever goes through it now.</summary>
    public void Cut()
    {
        lock (gate)
        {
            foreach (var socket in open)
            {
                socket.LingerState = new LingerOption(enable: true, seconds: 0);
                socket.Dispose();
            }

            open.Clear();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await end.CancelAsync();
        Cut();
        await accepting;
        await Task.WhenAll(pumping);
        listener.Dispose();
        end.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var near = await listener.AcceptSocketAsync(end.Token);
                var far = new Socket(server.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
                near.NoDelay = true;
                await far.ConnectAsync(server, end.Token);
                lock (gate)
                {
                    open.AddRange([near, far]);
                    pumping.AddRange([PumpAsync(near, far), PumpAsync(far, near)]);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // Disposed.
        }
    }

    private static async Task PumpAsync(Socket from, Socket to)
    {
        var buffer = new byte[16_384];
        try
        {
            while (await from.ReceiveAsync(buffer.AsMemory()) is > 0 and var got)
            {
                for (var sent = 0; sent < got;)
                {
                    sent += await to.SendAsync(buffer.AsMemory(sent, got - sent));
                }
            }

            to.Shutdown(SocketShutdown.Send);
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException)
        {
            // Cut.
        }
    }
}
