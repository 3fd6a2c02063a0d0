using Microsoft.Extensions.Logging;
using WebChatBridge.Protocol;

namespace WebChatBridge.Relay;

/// <summary>
/// The way of a post: gathered, committed, then delivered. Nothing leaves before the log has it; when the log refuses, nobody
/// gets it and its sender is told. Owner: the core loop.
/// </summary>
internal sealed partial class Posts(Core core, IMessageLog log, Delivery delivery, ILogger logger)
{
    private readonly List<Pending> pending = [];
    private readonly List<Draft> drafts = [];
    private readonly List<Room> touched = [];
    private string? fault;

    /// <summary>How many wait for the commit.</summary>
    public int Count => pending.Count;

    public LogStatus LogStatus => new(log.Store, fault is null ? "ok" : "failing", fault);

    /// <summary>
    /// What a session that has ended asked for before it knew: nothing is done for it any more, and nobody is left waiting.
    /// False when it is no request.
    /// </summary>
    public static bool Refused(Session ended, object what)
    {
        switch (what)
        {
            case ClientRequest.Post post:
                ended.Credit.Give(post.Payload.Length);
                return true;
            case ClientRequest.Direct direct:
                ended.Credit.Give(direct.Payload.Length);
                return true;
            case Signals.IReceipt receipt:
                receipt.Done.SetResult(Posted.Reject(ended.Room?.Name ?? "", ErrorCode.NotHere, $"This session has ended: {ended.Closed!.Reason.Sentence}."));
                return true;
            default:
                return what is ClientRequest or Signals.Greeted or Signals.Named;
        }
    }

    /// <summary>A post of a TCP client, to the room it sits in.</summary>
    public async ValueTask AddAsync(Session session, ClientRequest.Post post, long end)
    {
        if (session.Room is not { } room || !session.Seated)
        {
            Refuse(session, post, ErrorCode.NotHere, "Say hello first: {\"type\":\"hello\",\"name\":\"Tom\"}.");
        }
        else if (room.Pair is { } pair && pair.Has(session.Id) && pair.Overruns(session.Id, post.Payload.Length, core.Limits.EarlyBytes))
        {
            session.Credit.Give(post.Payload.Length);
            core.Queue.Signal(session, new Signals.Ended(new CloseReason(
                CloseCode.Limit, $"no partner came, and {pair.EarlyBytes:N0} B wait for one; the limit is {core.Limits.EarlyBytes:N0} B (Relay:Limits:EarlyBytes)")));
        }
        else
        {
            await AddAsync(session, room, post.Payload, post.Id, done: null, post.Unterminated, end).ConfigureAwait(false);
        }
    }

    /// <summary>A post to any room, from any door.</summary>
    public async ValueTask AddAsync(
        Session session, Room room, ReadOnlyMemory<byte> payload, string? id, TaskCompletionSource<Posted>? done, bool unterminated = false, long end = 0)
    {
        if (id is not null)
        {
            var client = session.PostsAs;
            if (await KnownAsync(client, id).ConfigureAwait(false) is { } known)
            {
                session.Credit.Give(payload.Length);
                session.Ring?.Placed(end, known.Room, known.Seq);
                done?.SetResult(new Posted(known.Room, known.Seq, []));
                delivery.Tell(session, new ServerEvent.Ack(id, known.Room, known.Seq));
                return;
            }

            core.Idempotency.Put(client, id, room.Name, 0);
        }

        session.MessagesIn++;
        var message = new ChatMessage { Room = room.Name, At = core.Time.GetUtcNow(), From = session.Who, Payload = payload, Unterminated = unterminated };
        var draft = new Draft(message, session.Client, id);
        pending.Add(new Pending(draft, session, room, done, end));
        drafts.Add(draft);
    }

    /// <summary>A direct message of a json or text client.</summary>
    public async ValueTask AddDirectAsync(Session session, ClientRequest.Direct direct, long end)
    {
        if (!session.Seated)
        {
            delivery.Tell(session, new ServerEvent.Error(ErrorCode.NotHere, "Say hello first: {\"type\":\"hello\",\"name\":\"Tom\"}.", direct.Id));
        }
        else if (core.Names.Find(direct.To) is not { } to || to == session || !IsHere(to))
        {
            delivery.Tell(session, new ServerEvent.Error(ErrorCode.NotFound, $"Nobody else here is called {direct.To}.", direct.Id));
        }
        else if (DirectLine(session, to) is { } line)
        {
            await AddAsync(session, line, direct.Payload, direct.Id, done: null, end: end).ConfigureAwait(false);
            return;
        }
        else
        {
            delivery.Tell(session, new ServerEvent.Error(ErrorCode.Limit, TooManyLines(), direct.Id));
        }

        session.Credit.Give(direct.Payload.Length);
    }

    /// <summary>A direct message of a user of the hub.</summary>
    public async ValueTask AddDirectAsync(Session session, Signals.HubDirect direct)
    {
        if (core.Sessions.Find(direct.To) is { CheckUp: not null })
        {
            direct.Done.SetResult(Posted.Reject($"@{direct.To}", ErrorCode.NotHere, $"The client of session {direct.To} is being checked, alone."));
        }
        else if (core.Sessions.Find(direct.To) is not { } to || to == session || !IsHere(to))
        {
            direct.Done.SetResult(Posted.Reject($"@{direct.To}", ErrorCode.NotFound, $"Session {direct.To} is not open."));
        }
        else if (DirectLine(session, to) is { } line)
        {
            await AddAsync(session, line, direct.Payload, direct.Id, direct.Done).ConfigureAwait(false);
        }
        else
        {
            direct.Done.SetResult(Posted.Reject($"@{direct.To}", ErrorCode.Limit, TooManyLines()));
        }
    }

    /// <summary>Looks whether the log can be written, so that it shows without anybody posting.</summary>
    public async ValueTask ProbeAsync() => await AppendAsync().ConfigureAwait(false);

    /// <summary>Makes what was gathered durable, then delivers it.</summary>
    public async ValueTask CommitAsync()
    {
        if (pending.Count == 0)
        {
            return;
        }

        var stored = await AppendAsync().ConfigureAwait(false);
        try
        {
            for (var i = 0; i < stored?.Count; i++)
            {
                Place(pending[i], stored[i]);
            }
        }
        finally
        {
            // Whatever happens: what is in the log must not be put there again.
            pending.Clear();
            drafts.Clear();
        }

        foreach (var room in touched)
        {
            room.Touched = false;
            delivery.Deliver(room);
        }

        touched.Clear();
    }

    // Whatever the fault: what is not in the log is not delivered.
    private async ValueTask<IReadOnlyList<ChatMessage>?> AppendAsync()
    {
        try
        {
            var stored = await log.AppendAsync(drafts, CancellationToken.None).ConfigureAwait(false);
            Recovered();
            return stored;
        }
        catch (Exception error)
        {
            Failed(error);
            return null;
        }
    }

    private void Place(Pending post, ChatMessage message)
    {
        var room = post.Room;
        room.Advance(message);
        if (post.Draft.PostId is { } id)
        {
            core.Idempotency.Put(post.Sender.PostsAs, id, room.Name, message.Seq);
        }

        if (post.End > 0)
        {
            post.Sender.Ring?.Placed(post.End, room.Name, message.Seq);
        }

        if (!room.Touched)
        {
            room.Touched = true;
            touched.Add(room);
        }

        room.Arriving.Enqueue(new Stored(message, post.Sender, post.Draft.PostId, post.Done));
        core.Metrics.Stored(1);
        core.Events.Stored(room, message);
        post.Sender.CheckUp?.Hear(message.Payload.Span);
    }

    private async ValueTask<KnownPost?> KnownAsync(string client, string id)
    {
        var known = core.Idempotency.Find(client, id);
        if (known is { Seq: 0 })
        {
            await CommitAsync().ConfigureAwait(false); // the same id twice in one batch
            known = core.Idempotency.Find(client, id);
        }

        return known;
    }

    // A json client who has not said hello yet must get nothing but the welcome first, and who is checked only what it is checked with.
    private static bool IsHere(Session to) => (to.Seated || to.Endpoint is null) && to.CheckUp is null;

    private string TooManyLines() => $"You have begun {core.Limits.MaxRooms} direct lines, and that is the limit (Relay:Limits:MaxRooms).";

    // Null when this one has begun too many.
    private Room? DirectLine(Session from, Session to)
    {
        var line = core.Rooms.FindDirect(from.Id, to.Id);
        if (line is { Members.Count: 2 })
        {
            return line;
        }

        if (++from.LinesBegun > core.Limits.MaxRooms)
        {
            return null;
        }

        line ??= core.Rooms.OpenDirect(from.Id, to.Id);
        foreach (var session in (Session[])[from, to])
        {
            core.Rooms.Add(line, session);
            (session.DirectLines ??= []).Add(line);
        }

        return line;
    }

    private void Refuse(Session session, ClientRequest.Post post, string code, string text)
    {
        session.Credit.Give(post.Payload.Length);
        delivery.Tell(session, new ServerEvent.Error(code, text, post.Id));
    }

    private void Failed(Exception error)
    {
        if (fault is null)
        {
            Lines.Failing(logger, log.Store, error);
        }

        fault = error.Message;
        foreach (var post in pending)
        {
            var session = post.Sender;
            session.Credit.Give(post.Draft.Message.Payload.Length);
            if (post.Draft.PostId is { } id)
            {
                core.Idempotency.Take(session.PostsAs, id);
            }

            var text = $"Not stored, not delivered: {fault}";
            post.Done?.SetResult(Posted.Reject(post.Room.Name, ErrorCode.NotStored, text));
            delivery.TellOrEnd(session, new ServerEvent.Error(ErrorCode.NotStored, text, post.Draft.PostId), $"its message was not stored: {fault}");
        }
    }

    private void Recovered()
    {
        if (fault is not null)
        {
            fault = null;
            Lines.Recovered(logger, log.Store);
        }
    }

    private static partial class Lines
    {
        [LoggerMessage(10, LogLevel.Error, "The {Store} log cannot be written. Nothing is accepted until it can.")]
        public static partial void Failing(ILogger logger, string store, Exception error);

        [LoggerMessage(11, LogLevel.Warning, "The {Store} log can be written again.")]
        public static partial void Recovered(ILogger logger, string store);
    }
}
