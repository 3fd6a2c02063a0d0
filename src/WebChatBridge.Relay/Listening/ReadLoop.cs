using System.Buffers;
using WebChatBridge.Protocol;

namespace WebChatBridge.Relay;

/// <summary>
/// Reads one socket: waits without a buffer until something has come, receives it in one piece, has it made into requests, queues
/// them, and waits while the session is ahead of those who read it. One step for each recv.
/// </summary>
internal sealed class ReadLoop
{
    // As much as the kernel keeps for a socket, so that a recv cuts nothing that it would give in one piece.
    private const int ReceiveBytes = 65_536;

    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(200);

    private readonly Relay relay;
    private readonly Core core;
    private readonly Session session;
    private readonly IWire wire;
    private readonly Intake intake;
    private readonly TokenBucket? rate;
    private readonly TaskCompletionSource stopping = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private CancellationTokenSource? interruption;
    private CancellationToken interrupted;
    private volatile CloseReason? stopped;
    private volatile bool finished;
    private bool settled;

    public ReadLoop(Relay relay, Session session, IWire wire)
    {
        this.relay = relay;
        core = relay.Core;
        this.session = session;
        this.wire = wire;
        intake = new Intake(relay, session);
        Orders = new ReadOrders(Interrupt);
        var endpoint = session.Endpoint!;
        settled = !endpoint.WelcomesLate && endpoint.Dialect is not AutoDialect;
        var limits = core.Limits;
        rate = endpoint.LoopbackOnly || limits.MessagesPerSecond == 0
            ? null
            : new TokenBucket(limits.MessagesPerSecond, limits.MessageBurst, core.Time);
    }

    /// <summary>What others want of it.</summary>
    public ReadOrders Orders { get; }

    /// <summary>Whether the client has closed its side, or the connection is gone.</summary>
    public bool InputEnded { get; private set; }

    /// <summary>Takes no more; then the session ends with this reason.</summary>
    public void Stop(CloseReason reason)
    {
        stopped = reason;
        stopping.TrySetResult();
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
            while (!session.Ended.IsCompleted && stopped is null && await StepAsync().ConfigureAwait(false))
            {
                await BackPressureAsync().ConfigureAwait(false);
            }
        }
        catch (Exception error)
        {
            // Whatever it was, the session must not be left without a reader.
            InputEnded = error is not LogUnavailableException;
            core.Queue.Signal(session, ReadingEnds.Failed(error, session.Input, stopped));
        }

        interruption!.Dispose();
        finished = true;
        Orders.Close();
        EndIfStopped();
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

    private async Task<bool> StepAsync()
    {
        if (interrupted.IsCancellationRequested)
        {
            Renew();
            return true; // whoever interrupted has said why
        }

        if (Orders.Waiting)
        {
            await ObeyAsync().ConfigureAwait(false);
        }
        else
        {
            await ListenAsync().ConfigureAwait(false);
        }

        await QueueAsync().ConfigureAwait(false);
        if (intake.Violation is { } reason)
        {
            core.Queue.Signal(session, new Signals.Ended(reason));
            return false;
        }

        if (InputEnded)
        {
            core.Queue.Signal(session, new Signals.InputEnded());
        }

        return !InputEnded;
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
            await Task.WhenAny(wait, session.Ended, stopping.Task).ConfigureAwait(false);
        }
    }

    private async ValueTask ListenAsync()
    {
        try
        {
            await ArriveAsync().ConfigureAwait(false);
            if (intake.Violation is null && !Orders.Waiting)
            {
                InputEnded = await ReceiveAsync().ConfigureAwait(false) == 0;
            }
        }
        catch (OperationCanceledException) when (interrupted.IsCancellationRequested)
        {
            // What has come stays with the kernel.
        }
    }

    // The buffer is back before anything is waited for: an idle session, and one that is held back, holds none.
    private async ValueTask<int> ReceiveAsync()
    {
        var buffer = ArrayPool<byte>.Shared.Rent(ReceiveBytes);
        try
        {
            var count = await wire.ReceiveAsync(buffer, interrupted).ConfigureAwait(false);
            if (count == 0)
            {
                intake.Finish();
            }
            else
            {
                intake.Take(buffer.AsSpan(0, count));
            }

            return count;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    // Silence means something in a dialect where it ends a message, and once at the beginning, because browsers and scanners
    // speak at once; who does not is welcomed a moment later. Nobody else needs a clock.
    private TimeSpan? Silence => intake.Frames.Pause ?? (settled || intake.Frames.Dialect is AutoDialect ? null : Patience);

    private async ValueTask ArriveAsync()
    {
        if (Silence is not { } silence)
        {
            await wire.ReceiveAsync(Memory<byte>.Empty, interrupted).ConfigureAwait(false);
            return;
        }

        var arriving = wire.ReceiveAsync(Memory<byte>.Empty, interrupted).AsTask();
        if (!arriving.IsCompleted && !await ArrivesWithinAsync(arriving, silence).ConfigureAwait(false))
        {
            await FallSilentAsync().ConfigureAwait(false);
        }

        await arriving.ConfigureAwait(false); // the same wait: what came meanwhile is there
    }

    private async Task<bool> ArrivesWithinAsync(Task arrived, TimeSpan silence)
    {
        using var over = new CancellationTokenSource();
        if (await Task.WhenAny(arrived, Task.Delay(silence, core.Time, over.Token)).ConfigureAwait(false) != arrived)
        {
            return false;
        }

        await over.CancelAsync().ConfigureAwait(false);
        return true;
    }

    private async ValueTask FallSilentAsync()
    {
        if (intake.Frames.Pause is null)
        {
            Settle();
            return;
        }

        intake.Pause();
        await QueueAsync().ConfigureAwait(false);
        if (intake.Violation is not null)
        {
            Interrupt();
        }
    }

    private void Settle()
    {
        if (!settled)
        {
            settled = true;
            core.Queue.Signal(session, new Signals.Settled());
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
            await Task.WhenAny(credit, session.Ended, stopping.Task).ConfigureAwait(false);
        }

        if (rate?.Take(intake.TakePosts()) is { } pause && pause > TimeSpan.Zero)
        {
            await Task.WhenAny(Task.Delay(pause, core.Time), session.Ended, stopping.Task).ConfigureAwait(false);
        }
    }
}
