using System.Net;
using System.Net.Sockets;

namespace WebChatBridge.Relay;

/// <summary>An accepted socket that a poller watches.</summary>
internal sealed class PolledWire : Polled, IWire
{
    private readonly Descriptor socket;

    public PolledWire(Poller poller, Descriptor socket, IPEndPoint? remote)
        : base(poller, socket)
    {
        this.socket = socket;
        Remote = remote?.ToString();
        Address = remote?.Address is { IsIPv4MappedToIPv6: true } mapped ? mapped.MapToIPv4() : remote?.Address;
        Output = new PolledOutput(this);
    }

    public string? Remote { get; }

    public IPAddress? Address { get; }

    public Stream Output { get; }

    public ValueTask<int> ReceiveAsync(Memory<byte> into, CancellationToken cancellationToken) =>
        into.IsEmpty ? WhenArrivedAsync(cancellationToken) : ValueTask.FromResult(Receive(into.Span));

    public void FinishWriting()
    {
        if (Libc.Shutdown(socket, Libc.ShutdownWrite) != 0)
        {
            throw new SocketException((int)SocketError.NotConnected);
        }
    }

    // With no time to linger the kernel throws away what waits and sends RST.
    public void Abort()
    {
        try
        {
            _ = Libc.SetOption(socket, Libc.SocketLevel, Libc.LingerOption, 1, sizeof(long));
        }
        catch (ObjectDisposedException)
        {
            return;
        }

        Close();
    }

    public ValueTask DisposeAsync()
    {
        Close();
        return ValueTask.CompletedTask;
    }

    /// <summary>Gives the socket as many of the bytes as it takes, and waits for room for the rest.</summary>
    public ValueTask SendAsync(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            var sent = Send(bytes.Span);
            return sent == bytes.Length ? ValueTask.CompletedTask : new ValueTask(SendRestAsync(bytes[sent..]));
        }
        catch (Exception error) when (error is IOException or ObjectDisposedException)
        {
            return ValueTask.FromException(error);
        }
    }

    private async Task SendRestAsync(ReadOnlyMemory<byte> rest)
    {
        while (!rest.IsEmpty)
        {
            await WhenRoomAsync().ConfigureAwait(false);
            rest = rest[Send(rest.Span)..];
        }
    }

    private int Send(ReadOnlySpan<byte> bytes)
    {
        while (true)
        {
            var sent = (int)Libc.Send(socket, bytes, bytes.Length, Libc.NoSignal);
            if (sent >= 0)
            {
                return sent;
            }

            switch (Libc.Error)
            {
                case Libc.TryAgain:
                    return 0;
                case Libc.Interrupted:
                    break;
                default:
                    throw new IOException(Libc.ErrorWords);
            }
        }
    }

    private int Receive(Span<byte> into)
    {
        while (true)
        {
            var count = (int)Libc.Receive(socket, into, into.Length, flags: 0);
            if (count >= 0)
            {
                return count;
            }

            switch (Libc.Error)
            {
                case Libc.TryAgain:
                    return IWire.NothingYet;
                case Libc.Interrupted:
                    break;
                default:
                    return IWire.Gone;
            }
        }
    }
}
