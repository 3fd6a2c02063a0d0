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
    private readonly IDialect dialect;
    private readonly IFrameReader frames;
    private readonly TokenBucket? rate;
    private readonly TaskCompletionSource stopping = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private List<Command> commands = [];
    private long frameStart;
    private CloseReason? violation;
    private volatile CloseReason? stopped;
    private volatile bool finished;
    private bool settled;
    private int posts;

    public ReadLoop(Relay relay, Session session, PipeReader input)
    {
        this.relay = relay;
        core = relay.Core;
        log = relay.Log;
        this.session = session;
        this.input = input;
        dialect = session.Endpoint!.Dialect;
        frames = dialect.NewReader();
        settled = !session.Endpoint.WelcomesLate;
        var limits = core.Limits;
        rate = session.Endpoint.LoopbackOnly || limits.MessagesPerSecond == 0
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
            core.Queue.Signal(session, Failed(error));
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

    private Signals.Ended Failed(Exception error) => error switch
    {
        _ when stopped is { } reason => new Signals.Ended(reason, Reset: true),
        LogUnavailableException => new Signals.Ended(new CloseReason(CloseCode.ServerError, $"history cannot be read: {error.Message}")),
        IOException or ObjectDisposedException or OperationCanceledException => new Signals.Ended(
            new CloseReason(CloseCode.PeerReset, $"reset the connection (RST) after {session.Input.Bytes:N0} B", Evidence: session.Input.Tail), Reset: true),
        _ => new Signals.Ended(new CloseReason(CloseCode.ServerError, $"a fault of the relay: {error.Message}", Evidence: session.Input.Tail)),
    };

    private async Task<bool> StepAsync()
    {
        var result = settled ? await input.ReadAsync().ConfigureAwait(false) : await FirstReadAsync().ConfigureAwait(false);
        Decode(result.Buffer);
        input.AdvanceTo(result.Buffer.End);
        if (result.IsCompleted && violation is null)
        {
            Finish();
        }

        if (commands.Count > 0)
        {
            Settle();
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

    // Browsers and scanners speak at once; who does not is welcomed a moment later.
    private async Task<ReadResult> FirstReadAsync()
    {
        var read = input.ReadAsync().AsTask();
        if (await Task.WhenAny(read, Task.Delay(Patience, core.Time)).ConfigureAwait(false) != read)
        {
            Settle();
        }

        return await read.ConfigureAwait(false);
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
        session.Input.Dialect = frames.Dialect;
        session.Input.LineEnding = frames.LineEnding;
        session.Input.NowPending(frames, now, fresh: commands.Count > before);
    }

    private void Take(FrameStatus status, Frame frame)
    {
        switch (status)
        {
            case FrameStatus.Frame:
                Queue(dialect.Interpret(frame), frame.Payload);
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
                var from = (int)Math.Clamp(malformed.Offset - 32, 0, bytes.Length);
                violation = new CloseReason(
                    CloseCode.ProtocolViolation, malformed.Reason, frameStart + malformed.Offset, bytes.Slice(from, Math.Min(64, bytes.Length - from)).ToArray());
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
        if (what.Spoke == ForeignProtocol.None)
        {
            violation = new CloseReason(CloseCode.ProtocolViolation, what.Reason, what.Offset, what.Bytes);
            return;
        }

        if (what.Spoke == ForeignProtocol.Http)
        {
            session.Outbox!.TryAppend(HttpAnswer.Spell(relay.ConsoleAddress));
        }

        violation = new CloseReason(CloseCode.SpokeForeign, $"spoke {what.Spoke.ToString().ToUpperInvariant()}", what.Offset, what.Bytes);
    }

    private void Finish()
    {
        var status = frames.Finish(out var frame);
        if (status != FrameStatus.NeedMore)
        {
            Take(status, frame);
        }

        session.Input.NowPending(frames, core.Time.GetUtcNow(), fresh: true);
    }

    private async ValueTask QueueAsync()
    {
        if (commands.Count == 0)
        {
            return;
        }

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
