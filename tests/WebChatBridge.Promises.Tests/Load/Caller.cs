using System.Net;
using System.Net.Sockets;

namespace WebChatBridge.Promises.Tests;

/// <summary>
/// One client of a load: a socket, a read loop that cuts frames where they lie, and nothing allocated for a message. Idle it costs
/// 512 bytes; its buffer grows while reads fill it.
/// </summary>
internal sealed class Caller : IDisposable
{
    private const int FirstBytes = 512;
    private const int MostBytes = 262_144;

    private readonly Socket socket;
    private readonly Framing framing;
    private readonly IListener listener;
    private byte[] buffer = new byte[FirstBytes];
    private int kept;

    private Caller(Socket socket, Framing framing, IListener listener)
    {
        this.socket = socket;
        this.framing = framing;
        this.listener = listener;
    }

    /// <summary>Done at the end of the stream; true for a FIN after whole frames, false for a reset or half a frame.</summary>
    public Task<bool> Reading { get; private set; } = Task.FromResult(false);

    public Framing Framing => framing;

    public IPEndPoint Local => (IPEndPoint)socket.LocalEndPoint!;

    /// <summary>Connects. Nothing is read before <see cref="Listen"/>.</summary>
    public static async Task<Caller> ConnectAsync(IPEndPoint address, Framing framing, IListener listener, int? receiveBuffer = null)
    {
        var dialling = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        if (receiveBuffer is { } bytes)
        {
            dialling.ReceiveBufferSize = bytes;
        }

        await dialling.ConnectAsync(address).WaitAsync(Scale.Deadline);
        return new Caller(dialling, framing, listener);
    }

    /// <summary>Connects and reads.</summary>
    public static async Task<Caller> OpenAsync(IPEndPoint address, Framing framing, IListener listener)
    {
        var caller = await ConnectAsync(address, framing, listener);
        caller.Listen();
        return caller;
    }

    public void Listen() => Reading = ReadAsync();

    public async ValueTask SendAsync(ReadOnlyMemory<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            bytes = bytes[await socket.SendAsync(bytes, SocketFlags.None)..];
        }
    }

    /// <summary>Done when the other side has reset the connection, or it is time to stop; nothing is read meanwhile.</summary>
    public async Task ResetByPeerAsync(CancellationToken stop)
    {
        using var look = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        while (!stop.IsCancellationRequested && !socket.Poll(0, SelectMode.SelectError))
        {
            await look.WaitForNextTickAsync(CancellationToken.None);
        }
    }

    /// <summary>RST: gone without a word, whatever was on its way.</summary>
    public void Reset()
    {
        socket.LingerState = new LingerOption(enable: true, seconds: 0);
        socket.Dispose();
    }

    public void Dispose() => socket.Dispose();

    private async Task<bool> ReadAsync()
    {
        try
        {
            while (true)
            {
                var got = await socket.ReceiveAsync(buffer.AsMemory(kept), SocketFlags.None);
                if (got == 0)
                {
                    return kept == 0;
                }

                Take(got);
            }
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException)
        {
            return false;
        }
    }

    private void Take(int got)
    {
        var full = kept + got == buffer.Length;
        var bytes = buffer.AsSpan(0, kept + got);
        var read = framing.Read(bytes, listener);
        var rest = bytes[read..];
        var target = full && buffer.Length < MostBytes ? new byte[buffer.Length * 4] : buffer;
        rest.CopyTo(target);
        (buffer, kept) = (target, rest.Length);
    }
}
