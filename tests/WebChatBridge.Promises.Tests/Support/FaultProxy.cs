using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace WebChatBridge.Promises.Tests;

/// <summary>
/// A bad network between a client and the server: it forwards in slices, late, or not at all; it cuts, and it loses one end
/// without telling the other. On loopback, any free port.
/// </summary>
internal sealed class FaultProxy : IAsyncDisposable
{
    // What the kernel may hide from the server when nothing is forwarded.
    private const int HiddenBytes = 8_192;

    private readonly Socket listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly ConcurrentDictionary<FaultLine, Task> lines = new();
    private readonly IPEndPoint server;
    private Task accepting = Task.CompletedTask;

    private FaultProxy(IPEndPoint server) => this.server = server;

    /// <summary>Where clients connect.</summary>
    public IPEndPoint Address => (IPEndPoint)listener.LocalEndPoint!;

    /// <summary>Bytes forwarded in one piece, either way; 0 for what one receive brings.</summary>
    public int Slice { get; init; }

    /// <summary>How late each piece is.</summary>
    public TimeSpan Late { get; init; }

    /// <summary>Lines that stand.</summary>
    public int Open => lines.Count;

    public static FaultProxy To(IPEndPoint server, int slice = 0, TimeSpan late = default)
    {
        var proxy = new FaultProxy(server) { Slice = slice, Late = late };
        proxy.listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        proxy.listener.Listen();
        proxy.accepting = proxy.AcceptAsync();
        return proxy;
    }

    /// <summary>Both ends of every line are reset.</summary>
    public void Cut() => Each(static line => line.Cut());

    /// <summary>Nothing is received or forwarded any more, either way; nobody is told.</summary>
    public void Blackhole() => Each(static line => line.Blackhole());

    /// <summary>The clients' ends are closed, the server's stay as they are: half open.</summary>
    public void LoseClients() => Each(static line => line.LoseClient());

    public async ValueTask DisposeAsync()
    {
        listener.Dispose();
        await accepting;
        Cut();
        await Task.WhenAll(lines.Values);
    }

    private void Each(Action<FaultLine> fault)
    {
        foreach (var (line, _) in lines)
        {
            fault(line);
        }
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var client = await listener.AcceptAsync();
                var up = new Socket(server.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true, ReceiveBufferSize = HiddenBytes };
                client.NoDelay = true;
                await up.ConnectAsync(server);
                var line = new FaultLine(client, up, Slice, Late);
                lines[line] = ForwardAsync(line);
            }
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException)
        {
            // No longer listened on.
        }
    }

    private async Task ForwardAsync(FaultLine line)
    {
        await Task.Yield();
        await line.ForwardAsync();
        lines.TryRemove(line, out _);
    }
}
