using System.Buffers;
using System.IO.Pipelines;
using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using WebChatBridge.Protocol;

namespace WebChatBridge.Relay;

/// <summary>
/// One socket from accept to close. The read loop turns bytes into requests and queues them; the outbox writes. They end
/// apart: a FIN ends only the reading (docs/wire.md §4).
/// </summary>
internal sealed class Connection
{
    // After the last words the client may still be sending; closing on unread bytes would reset the connection and lose the words.
    private static readonly TimeSpan Linger = TimeSpan.FromSeconds(1);

    private readonly Relay relay;
    private readonly ConnectionContext transport;
    private readonly Socket socket;
    private readonly Session session;
    private readonly Outbox outbox;
    private readonly ReadLoop reading;

    public Connection(Relay relay, Endpoint endpoint, ConnectionContext transport)
    {
        this.relay = relay;
        this.transport = transport;
        var core = relay.Core;
        socket = transport.Features.Get<IConnectionSocketFeature>()!.Socket;
        outbox = new Outbox(new NetworkStream(socket, FileAccess.Write, ownsSocket: false), core.Limits.OutboxBytes, core.Outboxes, core.Time);
        session = new Session(
            new Sender(core.Sessions.NextId(), "", Origin.Tcp), endpoint, transport.RemoteEndPoint?.ToString(), core.Time.GetUtcNow(), outbox);
        outbox.Broken = WriteFailed;
        reading = new ReadLoop(relay, session, transport.Transport.Input);
    }

    /// <summary>Set when it has ended.</summary>
    public bool Done { get; set; }

    /// <summary>Ends it now, whatever waits.</summary>
    public void Abort() => transport.Abort();

    public static IPAddress? AddressOf(ConnectionContext transport) => (transport.RemoteEndPoint as IPEndPoint)?.Address switch
    {
        { IsIPv4MappedToIPv6: true } mapped => mapped.MapToIPv4(),
        var address => address,
    };

    /// <summary>Stops taking input; what was read is still accepted. The session then ends with the reason.</summary>
    public void Stop(CloseReason reason) => reading.Stop(reason);

    /// <summary>Refuses the client: the reason in its dialect, and a record among the closed sessions.</summary>
    public async Task RefuseAsync(string why)
    {
        var reason = new CloseReason(CloseCode.Limit, why);
        relay.Core.Queue.Signal(session, new Signals.Refused(reason));
        await CloseAsync(await session.Ended.ConfigureAwait(false)).ConfigureAwait(false);
    }

    /// <summary>Serves the client until it is gone.</summary>
    public async Task RunAsync()
    {
        Tune();
        relay.Core.Queue.Signal(session, new Signals.Arrived());
        var read = reading.RunAsync();
        var how = await session.Ended.ConfigureAwait(false);
        reading.Interrupt();
        await read.ConfigureAwait(false);
        await CloseAsync(how).ConfigureAwait(false);
        await session.Reading.ConfigureAwait(false);
    }

    private async Task CloseAsync(Signals.Ended how)
    {
        try
        {
            var patience = how.Reason.Code == CloseCode.TooSlow ? Linger : relay.Core.Limits.WriteStall;
            if (how.Reset || !await EndsWithinAsync(outbox.Drained, patience).ConfigureAwait(false) || outbox.Fault is not null)
            {
                transport.Abort();
                return;
            }

            socket.Shutdown(SocketShutdown.Send);
            await EndsWithinAsync(DiscardAsync(), Linger).ConfigureAwait(false);
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException or IOException)
        {
            transport.Abort(); // it was gone already
        }
        finally
        {
            await transport.Transport.Output.CompleteAsync().ConfigureAwait(false);
            transport.Abort();
            await transport.DisposeAsync().ConfigureAwait(false);
        }
    }

    private async Task DiscardAsync()
    {
        var input = transport.Transport.Input;
        try
        {
            while (!reading.InputEnded)
            {
                var result = await input.ReadAsync().ConfigureAwait(false);
                input.AdvanceTo(result.Buffer.End);
                if (result.IsCompleted)
                {
                    return;
                }
            }
        }
        catch (Exception error) when (error is IOException or ObjectDisposedException or InvalidOperationException)
        {
            // Reset while we were only being polite.
        }
    }

    private void Tune()
    {
        var limits = relay.Core.Limits;
        socket.SendBufferSize = limits.SocketBufferBytes;
        socket.ReceiveBufferSize = limits.SocketBufferBytes;
        socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, true);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveTime, 60);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveInterval, 15);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveRetryCount, 4);
    }

    private void WriteFailed(Exception error) => relay.Core.Queue.Signal(session, new Signals.Ended(
        session.HalfClosedAt is null
            ? new CloseReason(CloseCode.PeerReset, "reset the connection (RST) while we wrote", Evidence: session.Input.Tail)
            : new CloseReason(CloseCode.PeerClosed, $"closed its side (FIN), then the connection, after {session.MessagesIn:N0} messages"),
        Reset: true));

    private static async Task<bool> EndsWithinAsync(Task task, TimeSpan limit)
    {
        await Task.WhenAny(task, Task.Delay(limit)).ConfigureAwait(false);
        return task.IsCompleted;
    }
}
