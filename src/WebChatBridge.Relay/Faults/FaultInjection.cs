using WebChatBridge.Protocol;

namespace WebChatBridge.Relay;

/// <summary>What is done to a session by hand, so that its program can be seen to cope. Every deed has the name of who did it.</summary>
public sealed class FaultInjection(Relay relay)
{
    private readonly Core core = relay.Core;

    /// <summary>Writes bytes to its socket as they are, in their place after what waits for it. They are no message.</summary>
    /// <param name="by">Who sends them.</param>
    /// <param name="session">Whose socket.</param>
    /// <param name="bytes">The bytes, at most as many as a message may have.</param>
    /// <param name="resentFrom">The chunk they were first seen in; null when somebody wrote them.</param>
    public Task<Rejection?> SendBytesAsync(string by, long session, ReadOnlyMemory<byte> bytes, long? resentFrom = null) => relay.VisitAsync(() =>
    {
        var limit = core.Limits.MaxMessageBytes;
        if (bytes.IsEmpty || bytes.Length > limit)
        {
            return new Rejection(ErrorCode.Limit, $"{bytes.Length:N0} bytes are to be sent; 1 to {limit:N0} can be (Relay:Limits:MaxMessageBytes).");
        }

        if ((Without(session, out var found) ?? Finished(found)) is { } refused)
        {
            return refused;
        }

        var (outbox, note) = (found.Outbox!, resentFrom is { } chunk ? $"resent from {chunk}" : $"by {by}");
        if (outbox.TryInsert(bytes.Span, note))
        {
            core.EventLog.BytesSent(found, bytes.Length, resentFrom is null ? note : $"{note} by {by}");
            return null;
        }

        return new Rejection(ErrorCode.Limit, $"{outbox.Queued:N0} B wait for session {session} and {bytes.Length:N0} more do not fit; the limit is {core.Limits.OutboxBytes:N0} B (Relay:Limits:OutboxBytes).");
    });

    /// <summary>Begins to treat it badly, in place of what was on before; null ends that.</summary>
    /// <param name="by">Who does it.</param>
    /// <param name="session">Whom.</param>
    /// <param name="how">How; null to stop.</param>
    public Task<Rejection?> MisbehaveAsync(string by, long session, Misbehaviour? how) => relay.VisitAsync(() =>
    {
        if (how is not null && MisbehaviourWords.Against(how) is { } wrong)
        {
            return wrong;
        }

        if (Without(session, out var found) is { } refused)
        {
            return refused;
        }

        if (how?.Kind == MisbehaviourKind.Reset)
        {
            relay.Seating.End(found, new Signals.Ended(new CloseReason(CloseCode.Kicked, $"reset (RST) on purpose by {by}, without a goodbye"), Reset: true));
            return null;
        }

        if (Finished(found) is { } finished)
        {
            return finished;
        }

        Begin(found, how is null ? null : new Misconduct(how, by), by);
        return null;
    });

    /// <summary>
    /// Takes it for a speaker of another dialect from here on. What came of it and is no frame yet is read in the new one;
    /// messages that were stored stay as they are.
    /// </summary>
    /// <param name="by">Who says so.</param>
    /// <param name="session">Who speaks it.</param>
    /// <param name="dialect">As in the configuration.</param>
    public async Task<Rejection?> SpeakAsync(string by, long session, string dialect)
    {
        var (refused, found, spoken) = await relay.VisitAsync(() => Parse(session, dialect)).ConfigureAwait(false);
        if (refused is not null)
        {
            return refused;
        }

        if (!await found.Connection!.Orders.SpeakAsync(spoken!, $"set by {by}").ConfigureAwait(false))
        {
            return new Rejection(ErrorCode.NotHere, $"Session {session} has ended its side (FIN): nothing it says is read any more.");
        }

        return await relay.VisitAsync(() =>
        {
            relay.Newcomers.Spoke(found);
            core.EventLog.Speaks(found, spoken!.Name, by);
            core.Events.Changed(found);
            return (Rejection?)null;
        }).ConfigureAwait(false);
    }

    private (Rejection? Refused, Session Found, IDialect? Spoken) Parse(long session, string name)
    {
        if (Without(session, out var found) is { } refused)
        {
            return (refused, found, null);
        }

        var endpoint = found.Endpoint!;
        if (found.Replies is not null)
        {
            return (new Rejection(ErrorCode.NotHere, $"Session {session} reads one reply to each frame (ReplyRaw of endpoint {endpoint.Options.Name}): it can speak nothing else."), found, null);
        }

        try
        {
            var spoken = Endpoint.DialectOf(endpoint.Options, name, core.Limits.MaxMessageBytes);
            return endpoint.Pairs && spoken is JsonDialect or AutoDialect
                ? (new Rejection(ErrorCode.NotHere, $"Session {session} sits in a pair, which is a transparent pipe: there it can speak header64, header:N, line, nul or raw."), found, null)
                : (null, found, spoken);
        }
        catch (FormatException unknown)
        {
            return (new Rejection(ErrorCode.BadRequest, unknown.Message), found, null);
        }
    }

    /// <summary>Begins it, or ends what is on with null. Core loop; nobody is asked whether it can be.</summary>
    internal void Begin(Session session, Misconduct? what, string by)
    {
        if (what is not null)
        {
            core.EventLog.Misbehaves(session, what);
        }
        else if (session.Misconduct is not null)
        {
            core.EventLog.Behaves(session, $"switched off by {by}");
        }

        var reads = what?.How.Kind != MisbehaviourKind.StopReading;
        if (reads && session.Misconduct?.How.Kind == MisbehaviourKind.StopReading)
        {
            session.ReadAgainAt = core.Time.GetUtcNow();
        }

        session.Misconduct = what;
        session.Connection!.Orders.Pause(!reads);
        if (what?.How.Kind == MisbehaviourKind.FinOnly)
        {
            session.Connection!.FinishWriting();
        }

        session.Outbox!.Behaves ??= over => core.Queue.Signal(null, new Signals.Visit(() => HadAll(session, over)));
        session.Outbox.Misbehave(what is { OfWrites: true } ? what : null);
        core.Events.Changed(session);

        // It may be the one whom its rooms wait for.
        foreach (var room in (List<Room>)[.. session.DirectLines ?? [], .. session.Room is { } own ? [own] : Array.Empty<Room>()])
        {
            relay.Delivery.Repace(room);
        }
    }

    private void HadAll(Session session, Misconduct over)
    {
        if (session.Misconduct == over)
        {
            session.Misconduct = null;
            core.EventLog.Behaves(session, "it has had all its writes");
            core.Events.Changed(session);
        }
    }

    // Why nothing can be done to it; null when it has a socket.
    private Rejection? Without(long session, out Session found)
    {
        found = core.Sessions.Find(session)!;
        return found switch
        {
            null => new Rejection(ErrorCode.NotFound, $"Session {session} is not open."),
            { Connection: null } => new Rejection(ErrorCode.NotHere, $"Session {session} is a user of the console: it has no socket."),
            _ => null,
        };
    }

    private static Rejection? Finished(Session session) => session.Outbox!.Completed
        ? new Rejection(ErrorCode.NotHere, $"Session {session.Id} was told FIN on purpose: nothing can be written to it any more. It can only be reset or closed.")
        : null;
}
