using System.Buffers;
using WebChatBridge.Protocol;

namespace WebChatBridge.Relay;

/// <summary>
/// Reads one socket: waits without a buffer until something has come, receives it in one piece, has it made into requests, queues
/// them, and waits while the session is ahead of those who read it. One step for each recv.
/// </summary>
internal sealed partial class ReadLoop
{
    // As much as the kernel keeps for a socket, so that a recv cuts nothing that it would give in one piece.
    private const int ReceiveBytes = 65_536;

    private readonly Relay relay;
    private readonly Core core;
    private readonly Session session;
    private readonly IWire wire;
    private readonly Intake intake;
    private readonly TokenBucket? rate;
    private ReadOrders? orders; // only once somebody has any
    private TaskCompletionSource? stopping; // only once something else than bytes is waited for
    private CancellationTokenSource? interruption;
    private CancellationToken interrupted;
    private volatile CloseReason? stopped;
    private volatile bool finished;
    private bool gone;
    private bool over;

    public ReadLoop(Relay relay, Session session, IWire wire)
    {
        this.relay = relay;
        core = relay.Core;
        this.session = session;
        this.wire = wire;
        intake = new Intake(relay, session);
        var endpoint = session.Endpoint!;
        settled = !endpoint.WelcomesLate && endpoint.Dialect is not AutoDialect;
        var limits = core.Limits;
        rate = endpoint.LoopbackOnly || limits.MessagesPerSecond == 0
            ? null
            : new TokenBucket(limits.MessagesPerSecond, limits.MessageBurst, core.Time);
    }

    /// <summary>What others want of it.</summary>
    public ReadOrders Orders => LazyInitializer.EnsureInitialized(ref orders, () => new ReadOrders(Interrupt));

    /// <summary>Whether the client has closed its side, or the connection is gone.</summary>
    public bool InputEnded { get; private set; }

    /// <summary>Takes no more; then the session ends with this reason.</summary>
    public void Stop(CloseReason reason)
    {
        stopped = reason;
        Interlocked.MemoryBarrier(); // whoever sets it up later looks at the reason after that
        stopping?.TrySetResult();
        Interrupt();
        EndIfStopped();
    }

    /// <summary>Has it look round: the session has ended, or there are orders.</summary>
    public void Interrupt()
    {
        try
        {
            interruption?.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // It has ended meanwhile.
        }
    }

    public async Task RunAsync()
    {
        Renew();
        try
        {
            while (!session.Ended.IsCompleted && stopped is null && !over)
            {
                try
                {
                    if (Undisturbed)
                    {
                        // Not in a method of its own: a session that waits, and most do, holds one state machine and not four.
                        if (arriving is null)
                        {
                            await wire.ReceiveAsync(Memory<byte>.Empty, interrupted).ConfigureAwait(false);
                        }
                        else
                        {
                            await arriving.ConfigureAwait(false);
                            arriving = null;
                        }

                        await ReceiveAsync().ConfigureAwait(false);
                    }
                    else
                    {
                        await LookRoundAsync().ConfigureAwait(false);
                    }
                }
                catch (OperationCanceledException) when (interrupted.IsCancellationRequested)
                {
                    // What has come stays with the kernel.
                }

                await HandOverAsync().ConfigureAwait(false);
            }
        }
        catch (Exception error)
        {
            // Whatever it was, the session must not be left without a reader.
            InputEnded = error is not LogUnavailableException;
            core.Queue.Signal(session, ReadingEnds.Failed(error, session.Input, stopped));
        }

        Interrupt();
        await EndWaitAsync().ConfigureAwait(false);
        interruption!.Dispose();
        finished = true;
        Orders.Close();
        EndIfStopped();
    }

    private Task WhenStopped()
    {
        var waited = LazyInitializer.EnsureInitialized(ref stopping, static () => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        Interlocked.MemoryBarrier();
        if (stopped is not null)
        {
            waited.TrySetResult();
        }

        return waited.Task;
    }

    // A full fence: what somebody wanted who interrupted before it is seen by whoever looks next; who comes after it cancels.
    private void Renew()
    {
        var source = new CancellationTokenSource();
        interrupted = source.Token;
        Interlocked.Exchange(ref interruption, source)?.Dispose();
    }

    // After all that was read is queued; also when the input had ended long before the stop.
    private void EndIfStopped()
    {
        // Two threads each write one of the two and then read the other: without it both could read the old value.
        Interlocked.MemoryBarrier();
        if (finished && stopped is { } reason)
        {
            core.Queue.Signal(session, new Signals.Ended(reason));
        }
    }

    // Nothing to be done but to wait for the next bytes.
    private bool Undisturbed => !interrupted.IsCancellationRequested && !OrdersWait && Silence is null;

    private bool OrdersWait => Volatile.Read(ref orders) is { Waiting: true };

    private async ValueTask LookRoundAsync()
    {
        if (interrupted.IsCancellationRequested)
        {
            await EndWaitAsync().ConfigureAwait(false);
            Renew(); // whoever interrupted has said why
        }
        else if (OrdersWait)
        {
            await ObeyAsync().ConfigureAwait(false);
        }
        else if (Silence is { } silence && await ArrivesWithinAsync(silence).ConfigureAwait(false))
        {
            await ReceiveAsync().ConfigureAwait(false);
        }
    }

    // What was read goes to the core loop; after it, how the input ended.
    private async ValueTask HandOverAsync()
    {
        await QueueAsync().ConfigureAwait(false);
        object? end = intake.Violation is { } reason ? new Signals.Ended(reason)
            : gone ? ReadingEnds.Gone(session.Input, stopped)
            : InputEnded ? new Signals.InputEnded()
            : null;
        if (end is null)
        {
            await BackPressureAsync().ConfigureAwait(false);
        }
        else
        {
            over = true;
            core.Queue.Signal(session, end);
        }
    }

    private async ValueTask ObeyAsync()
    {
        var (speak, wait) = Orders.Next();
        if (speak is not null)
        {
            intake.Speak(speak);
            speak.Done.SetResult(true);
        }
        else if (wait is not null)
        {
            await Task.WhenAny(wait, session.Ended, WhenStopped()).ConfigureAwait(false);
        }
    }

    // The buffer is back before anything is waited for: an idle session, and one that is held back, holds none.
    private async ValueTask ReceiveAsync()
    {
        if (intake.Violation is not null || OrdersWait)
        {
            return;
        }

        var buffer = ArrayPool<byte>.Shared.Rent(ReceiveBytes);
        try
        {
            switch (await wire.ReceiveAsync(buffer, interrupted).ConfigureAwait(false))
            {
                case IWire.NothingYet:
                    break;
                case IWire.Gone:
                    gone = InputEnded = true;
                    break;
                case 0:
                    InputEnded = true;
                    intake.Finish();
                    break;
                case var count:
                    intake.Take(buffer.AsSpan(0, count));
                    break;
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private async ValueTask QueueAsync()
    {
        var commands = intake.Commands;
        if (commands.Count == 0)
        {
            return;
        }

        Settle();
        for (var i = 0; i < commands.Count; i++)
        {
            if (commands[i].What is ClientRequest.Hello hello)
            {
                // Read here, so that the core loop does not wait for it: requests after the hello wait behind it.
                var known = hello.Client is { } client && await relay.VisitAsync(() => relay.Newcomers.Expect(session, client)).ConfigureAwait(false)
                    ? await relay.Log.RecentPostsAsync(client, Idempotency.Kept, CancellationToken.None).ConfigureAwait(false)
                    : [];
                commands[i] = new Command(session, new Signals.Greeted(hello, known));
            }
        }

        await core.Queue.EnqueueAsync(commands).ConfigureAwait(false);
        intake.Queued();
    }

    private async ValueTask BackPressureAsync()
    {
        var credit = session.Credit.WhenBelowAsync();
        if (!credit.IsCompleted)
        {
            await Task.WhenAny(credit, session.Ended, WhenStopped()).ConfigureAwait(false);
        }

        if (rate?.Take(intake.TakeRequests()) is { } pause && pause > TimeSpan.Zero)
        {
            await Task.WhenAny(Task.Delay(pause, core.Time), session.Ended, WhenStopped()).ConfigureAwait(false);
        }
    }
}
