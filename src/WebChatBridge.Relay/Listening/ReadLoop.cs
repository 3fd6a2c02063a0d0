using System.Buffers;
using System.IO.Pipelines;
using Microsoft.AspNetCore.Connections;
using WebChatBridge.Protocol;

namespace WebChatBridge.Relay;

/// <summary>Reads one socket: bytes → frames → requests → the queue, one step for each read. Owns the parse state.</summary>
internal sealed class ReadLoop
{
    private const int KeptCommands = 64;

    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(200);

    private readonly Relay relay;
    private readonly Core core;
    private readonly IMessageLog log;
    private readonly Session session;
    private readonly PipeReader input;
    private readonly IFrameReader frames;
    private readonly TokenBucket? rate;
    private readonly TaskCompletionSource stopping = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private List<Command> commands = [];
    private long frameStart;
    private CloseReason? violation;
    private volatile CloseReason? stopped;
    private volatile bool finished;
    private bool settled;
    private bool nameIsDue;
    private int posts;

    public ReadLoop(Relay relay, Session session, PipeReader input)
    {
        this.relay = relay;
        core = relay.Core;
        log = relay.Log;
        this.session = session;
        this.input = input;
        var endpoint = session.Endpoint!;
        frames = endpoint.Dialect.NewReader();
        settled = !endpoint.WelcomesLate && endpoint.Dialect is not AutoDialect;
        nameIsDue = endpoint.Options.FirstFrameIsName;
        var limits = core.Limits;
        rate = endpoint.LoopbackOnly || limits.MessagesPerSecond == 0
            ? null
            : new TokenBucket(limits.MessagesPerSecond, limits.MessageBurst, core.Time);
    }

    /// <summary>Whether the client has closed its side, or the connection is gone.</summary>
    public bool InputEnded { get; private set; }

    /// <summary>Takes no more; then the session ends with this reason.</summary>
    public void Stop(CloseReason reason)
    {
        stopped = reason;
        stopping.TrySetResult();
        input.CancelPendingRead();
        EndIfStopped();
    }

    /// <summary>Takes no more: the session has ended.</summary>
    public void Interrupt() => input.CancelPendingRead();

    public async Task RunAsync()
    {
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

        finished = true;
        EndIfStopped();
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
        var result = Silence is { } silence
            ? await ReadAsync(silence).ConfigureAwait(false)
            : await input.ReadAsync().ConfigureAwait(false);
        Decode(result.Buffer);
        input.AdvanceTo(result.Buffer.End);
        if (result.IsCompleted && violation is null)
        {
            Take(frames.Finish(out var frame), frame);
            session.Input.Note(frames, core.Time.GetUtcNow(), fresh: true);
        }

        await QueueAsync().ConfigureAwait(false);
        if (violation is { } reason)
        {
            core.Queue.Signal(session, new Signals.Ended(reason));
            return false;
        }

        if (result.IsCompleted)
        {
            InputEnded = true;
            core.Queue.Signal(session, new Signals.InputEnded());
        }

        return !result.IsCompleted;
    }

    // Silence means something in a dialect where it ends a message, and once at the beginning, because browsers and scanners
    // speak at once; who does not is welcomed a moment later. Nobody else needs a clock.
    private TimeSpan? Silence => frames.Pause ?? (settled || frames.Dialect is AutoDialect ? null : Patience);

    private async ValueTask<ReadResult> ReadAsync(TimeSpan silence)
    {
        var read = input.ReadAsync();
        if (read.IsCompleted)
        {
            return await read.ConfigureAwait(false);
        }

        var arriving = read.AsTask();
        using (var arrived = new CancellationTokenSource())
        {
            if (await Task.WhenAny(arriving, Task.Delay(silence, core.Time, arrived.Token)).ConfigureAwait(false) == arriving)
            {
                await arrived.CancelAsync().ConfigureAwait(false);
                return await arriving.ConfigureAwait(false);
            }
        }

        await FallSilentAsync().ConfigureAwait(false);
        return await arriving.ConfigureAwait(false); // the same read: what came meanwhile is in it
    }

    private async ValueTask FallSilentAsync()
    {
        if (frames.Pause is null)
        {
            Settle();
            return;
        }

        Take(frames.Paused(out var frame), frame);
        session.Input.Note(frames, core.Time.GetUtcNow(), fresh: true);
        if (violation is not null)
        {
            input.CancelPendingRead();
            return;
        }

        await QueueAsync().ConfigureAwait(false);
    }

    private void Settle()
    {
        if (!settled)
        {
            settled = true;
            core.Queue.Signal(session, new Signals.Settled());
        }
    }

    private void Decode(ReadOnlySequence<byte> buffer)
    {
        if (buffer.IsEmpty)
        {
            return;
        }

        var now = core.Time.GetUtcNow();
        var before = commands.Count;
        var at = session.Input.Bytes;
        foreach (var segment in buffer)
        {
            var span = segment.Span;
            FrameStatus status;
            while (violation is null && (status = frames.Read(ref span, out var frame)) != FrameStatus.NeedMore)
            {
                Take(status, frame);
                frameStart = at + segment.Length - span.Length;
            }

            at += segment.Length;
        }

        var last = buffer.Slice(Math.Max(0, buffer.Length - 64));
        session.Input.Came(last.IsSingleSegment ? last.FirstSpan : last.ToArray(), buffer.Length, now);
        session.Input.Note(frames, now, fresh: commands.Count > before);
    }

    private void Take(FrameStatus status, Frame frame)
    {
        switch (status)
        {
            case FrameStatus.Frame:
                Queue(frames.Dialect.Interpret(frame), frame.Payload);
                break;
            case FrameStatus.Reply:
                session.Outbox!.TryAppend(frame.Payload);
                break;
            case FrameStatus.Violation:
                Violated(frames.Violation!);
                break;
        }
    }

    private void Queue(ClientRequest request, ReadOnlySpan<byte> bytes)
    {
        switch (request)
        {
            case ClientRequest.Malformed malformed:
                violation = ReadingEnds.Malformed(malformed, bytes, frameStart);
                return;
            case ClientRequest.Post name when nameIsDue:
                nameIsDue = false;
                commands.Add(new Command(session, new Signals.Named(name.Payload)));
                return;
            case ClientRequest.Post post:
                posts++;
                session.Credit.Take(post.Payload.Length);
                break;
            case ClientRequest.Direct direct:
                posts++;
                session.Credit.Take(direct.Payload.Length);
                break;
        }

        commands.Add(new Command(session, request));
    }

    private void Violated(Violation what)
    {
        if (what.Spoke == ForeignProtocol.Http)
        {
            session.Outbox!.TryAppend(HttpAnswer.Spell(relay.ConsoleAddress));
        }

        violation = ReadingEnds.Violated(what);
    }

    private async ValueTask QueueAsync()
    {
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
                    ? await log.RecentPostsAsync(client, Idempotency.Kept, CancellationToken.None).ConfigureAwait(false)
                    : [];
                commands[i] = new Command(session, new Signals.Greeted(hello, known));
            }
        }

        await core.Queue.EnqueueAsync(commands).ConfigureAwait(false);
        commands.Clear();
        if (commands.Capacity > KeptCommands)
        {
            commands = []; // a burst must not cost an idle session memory
        }
    }

    private async ValueTask BackPressureAsync()
    {
        var credit = session.Credit.WhenBelowAsync();
        if (!credit.IsCompleted)
        {
            await Task.WhenAny(credit, session.Ended, stopping.Task).ConfigureAwait(false);
        }

        if (rate?.Take(posts) is { } pause && pause > TimeSpan.Zero)
        {
            await Task.WhenAny(Task.Delay(pause, core.Time), session.Ended, stopping.Task).ConfigureAwait(false);
        }

        posts = 0;
    }
}
