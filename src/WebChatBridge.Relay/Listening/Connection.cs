using System.Buffers;
using System.Net.Sockets;
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

    // What the client of the tutorial reads of a reply: recv(2048).
    private const int OneRecv = 2_048;

    private const int DiscardBytes = 4_096;

    private readonly Relay relay;
    private readonly IWire wire;
    private readonly Session session;
    private readonly Outbox outbox;
    private readonly ReadLoop reading;
    private Task finishing = Task.CompletedTask;

    public Connection(Relay relay, Endpoint endpoint, IWire wire, string? partner = null)
    {
        this.relay = relay;
        this.wire = wire;
        var core = relay.Core;
        var id = core.Sessions.NextId();
        var ring = core.Capture.Open(id);
        outbox = new Outbox(wire.Output, core.Limits.OutboxBytes, core.Buffers, core.Time) { Broken = WriteFailed, Ring = ring };
        session = new Session(new Sender(id, "", Origin.Tcp), endpoint, wire.Remote, core.Time.GetUtcNow(), outbox, RepliesOf(endpoint, core))
        {
            Ring = ring,
            Partner = partner,
            Address = wire.Address,
            Secured = wire.Secured,
            Connection = this,
        };
        if (partner is not null)
        {
            session.Input.Show(); // one of ours knows no secret
        }

        reading = new ReadLoop(relay, session, wire);
    }

    private static Replies? RepliesOf(Endpoint endpoint, Core core) => endpoint.Options is { ReplyRaw: true, MaxFrameBytes: var max }
        ? new Replies(max == 0 ? OneRecv : max, core.Limits.OutboxBytes, core.Buffers)
        : null;

    /// <summary>Set when it has ended.</summary>
    public bool Done { get; set; }

    public Session Session => session;

    /// <summary>What others want of its read loop.</summary>
    public ReadOrders Orders => reading.Orders;

    /// <summary>Ends it now, whatever waits.</summary>
    public void Abort() => wire.Abort();

    /// <summary>Stops taking input; what was read is still accepted. The session then ends with the reason.</summary>
    public void Stop(CloseReason reason) => reading.Stop(reason);

    /// <summary>Ends our side on purpose (FIN), after what waits, without a goodbye; reading goes on. Core loop.</summary>
    public void FinishWriting()
    {
        outbox.Complete();
        finishing = FinishAsync();
    }

    private async Task FinishAsync()
    {
        await outbox.Drained.ConfigureAwait(false);
        try
        {
            wire.FinishWriting();
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException)
        {
            // It is gone meanwhile.
        }
    }

    /// <summary>Refuses the client: the reason in its dialect, unless it could not read it, and a record among the closed sessions.</summary>
    public async Task RefuseAsync(CloseReason reason, bool mute)
    {
        relay.Core.Queue.Signal(session, new Signals.Refused(reason, mute));
        await CloseAsync(await session.Ended.ConfigureAwait(false)).ConfigureAwait(false);
    }

    /// <summary>Serves the client until it is gone. Who calls first sits first; the rest of it is done after the call.</summary>
    public Task RunAsync()
    {
        relay.Core.Queue.Signal(session, new Signals.Arrived());
        return ServeAsync();
    }

    /// <summary>Serves one that has arrived already.</summary>
    public async Task ServeAsync()
    {
        await Task.Yield();
        var read = reading.RunAsync();
        var how = await session.Ended.ConfigureAwait(false);
        reading.Interrupt();
        await read.ConfigureAwait(false);
        await CloseAsync(how).ConfigureAwait(false);
        await session.Reading.ConfigureAwait(false);
        await finishing.ConfigureAwait(false);
    }

    private async Task CloseAsync(Signals.Ended how)
    {
        try
        {
            var patience = how.Reason.Code == CloseCode.TooSlow ? Linger : relay.Core.Limits.WriteStall;
            if (how.Reset || !await EndsWithinAsync(outbox.Drained, patience).ConfigureAwait(false) || outbox.Fault is not null)
            {
                wire.Abort();
                return;
            }

            wire.FinishWriting();
            await EndsWithinAsync(DiscardAsync(), Linger).ConfigureAwait(false);
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException or IOException)
        {
            wire.Abort(); // it was gone already
        }
        finally
        {
            await wire.DisposeAsync().ConfigureAwait(false);
        }
    }

    private async Task DiscardAsync()
    {
        var buffer = ArrayPool<byte>.Shared.Rent(DiscardBytes);
        try
        {
            var more = !reading.InputEnded;
            while (more)
            {
                await wire.ReceiveAsync(Memory<byte>.Empty, CancellationToken.None).ConfigureAwait(false);
                more = await wire.ReceiveAsync(buffer, CancellationToken.None).ConfigureAwait(false) is > 0 or IWire.NothingYet; // it is not for anybody any more
            }
        }
        catch (Exception error) when (error is IOException or SocketException or ObjectDisposedException)
        {
            // Reset while we were only being polite.
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private void WriteFailed(Exception error) => relay.Core.Queue.Signal(session, new Signals.Ended(
        session.HalfClosedAt is null
            ? new CloseReason(CloseCode.PeerReset, "reset the connection (RST) while we wrote", Evidence: session.Input.Tail)
            : new CloseReason(CloseCode.PeerClosed, $"closed its side (FIN), then the connection, after {session.MessagesIn:N0} {(session.MessagesIn == 1 ? "message" : "messages")}"),
        Reset: true));

    private async Task<bool> EndsWithinAsync(Task task, TimeSpan limit)
    {
        await Task.WhenAny(task, Task.Delay(limit, relay.Core.Time)).ConfigureAwait(false);
        return task.IsCompleted;
    }
}
