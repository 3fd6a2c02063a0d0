using WebChatBridge.Protocol;

namespace WebChatBridge.Relay;

/// <summary>What has taken too long. Pure: it looks at a session and a time and answers why the session must end.</summary>
internal static class Deadlines
{
    /// <summary>Who must go now, and why.</summary>
    public static IEnumerable<(Session Session, Signals.Ended How)> Due(Core core, DateTimeOffset now)
    {
        foreach (var session in core.Sessions.Open)
        {
            if (Check(session, core.Limits, now) is { } ended)
            {
                yield return (session, ended);
            }
        }
    }

    /// <summary>The reason to end a session now; null when it may go on. Asked a few times a second.</summary>
    public static Signals.Ended? Check(Session session, LimitOptions limits, DateTimeOffset now)
    {
        if (session.Endpoint is not { } endpoint || session.Outbox is not { } outbox)
        {
            return null;
        }

        var reason = TooSlow(outbox, limits) ?? HalfClosed(session, endpoint, outbox, now);
        if (session.Misconduct is not { How.Kind: MisbehaviourKind.StopReading })
        {
            reason = reason
                ?? Handshake(session, endpoint, limits, now)
                ?? HalfSent(session, limits, now)
                ?? Idle(session, endpoint, now);
        }

        return reason is null ? null : new Signals.Ended(reason);
    }

    private static CloseReason? TooSlow(Outbox outbox, LimitOptions limits)
    {
        if (outbox.Stalled >= limits.WriteStall)
        {
            return new CloseReason(CloseCode.TooSlow,
                $"too slow: {outbox.Queued:N0} B wait and it has taken none for {outbox.Stalled.TotalSeconds:0} s, the limit is {limits.WriteStall.TotalSeconds:0.#} s (Relay:Limits:WriteStall)");
        }

        var over = outbox.Over(limits.OutboxSoftBytes);
        return over >= limits.WriteStall
            ? new CloseReason(CloseCode.TooSlow,
                $"too slow: {outbox.Queued:N0} B wait, more than {limits.OutboxSoftBytes:N0} for {over.TotalSeconds:0} s (Relay:Limits:OutboxSoftBytes)")
            : null;
    }

    private static CloseReason? HalfClosed(Session session, Endpoint endpoint, Outbox outbox, DateTimeOffset now)
    {
        if (session.HalfClosedAt is not { } at || now - at < endpoint.Options.HalfCloseGrace)
        {
            return null;
        }

        return outbox.Queued == 0
            ? new CloseReason(CloseCode.PeerClosed, $"closed its side (FIN) after {session.MessagesIn:N0} {(session.MessagesIn == 1 ? "message" : "messages")}, {session.Input.Bytes:N0} B", Evidence: session.Input.Tail)
            : new CloseReason(CloseCode.HalfCloseGraceOver,
                $"closed its side (FIN) and did not take {outbox.Queued:N0} B within {endpoint.Options.HalfCloseGrace.TotalSeconds:0.#} s (HalfCloseGrace)");
    }

    private static CloseReason? Handshake(Session session, Endpoint endpoint, LimitOptions limits, DateTimeOffset now)
    {
        var hello = endpoint.SaysHello || session.Input.Dialect is JsonDialect;
        if (session.Seated || !(hello || session.SecretDue))
        {
            return null;
        }

        // Who turns out to speak json has had no hello to say before.
        var since = endpoint.SaysHello || session.SecretDue ? session.OpenedAt : session.Input.DialectAt ?? session.OpenedAt;
        return now - Heard(session, since) >= limits.Handshake
            ? new CloseReason(CloseCode.HandshakeTimeout,
                $"no {(hello ? "hello" : "secret")} within {limits.Handshake.TotalSeconds:0.#} s (Relay:Limits:Handshake){Waiting(session.Input.Pending)}", Evidence: session.Input.Pending?.Preview)
            : null;
    }

    private static CloseReason? HalfSent(Session session, LimitOptions limits, DateTimeOffset now)
    {
        if (session.TypedByPeople || session.Input.Pending is not { } pending)
        {
            return null;
        }

        var took = now - Heard(session, pending.Since);
        return took >= limits.HalfSentFrame && pending.Bytes < took.TotalSeconds * limits.HalfSentFrameBytesPerSecond
            ? new CloseReason(CloseCode.ProtocolViolation,
                $"half a frame for {took.TotalSeconds:0} s{Waiting(pending)} (Relay:Limits:HalfSentFrame)", session.Input.Bytes, pending.Preview)
            : null;
    }

    private static CloseReason? Idle(Session session, Endpoint endpoint, DateTimeOffset now)
    {
        var limit = endpoint.Options.Idle;
        var idle = now - Heard(session, session.Input.LastAt ?? session.OpenedAt);
        return limit > TimeSpan.Zero && idle >= limit
            ? new CloseReason(CloseCode.Idle, $"sent nothing for {idle.TotalSeconds:0} s (Idle)")
            : null;
    }

    // Since when a silence counts: not while we did not listen.
    private static DateTimeOffset Heard(Session session, DateTimeOffset since) => session.ReadAgainAt > since ? session.ReadAgainAt : since;

    private static string Waiting(PendingInput? pending) => pending switch
    {
        null => "",
        { Missing: { } missing } => $": {pending.Bytes:N0} B came, {missing:N0} are missing",
        _ => $": {pending.Bytes:N0} B came without an end",
    };
}
