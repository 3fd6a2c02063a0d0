using WebChatBridge.Protocol;

namespace WebChatBridge.Relay;

/// <summary>
/// The other door: users of the hub come in as sessions like everybody else. Every call is a command in the same queue as a
/// socket's.
/// </summary>
public sealed class HubSessions(Relay relay)
{
    private static readonly TimeSpan ReceiptPatience = TimeSpan.FromSeconds(2);

    private readonly Core core = relay.Core;

    /// <summary>Lets a user in, under this name or a speakable one. He sits nowhere yet: opening a room is watching it.</summary>
    public async Task<Session> EnterAsync(string? name, string? remote)
    {
        var session = new Session(new Sender(core.Sessions.NextId(), "", Origin.Web), endpoint: null, remote, core.Time.GetUtcNow(), outbox: null);
        core.Queue.Signal(session, new Signals.Arrived());
        if (name is not null)
        {
            await RenameAsync(session, name).ConfigureAwait(false);
        }

        return session;
    }

    /// <summary>The user is gone.</summary>
    public void Leave(Session session) =>
        core.Queue.Signal(session, new Signals.Ended(new CloseReason(CloseCode.PeerClosed, "closed the console")));

    /// <summary>Begins to watch.</summary>
    public Task<Watcher> WatchAsync(Session session) => relay.VisitAsync(() =>
    {
        var watcher = new Watcher(relay, core, session);
        core.Events.Add(watcher);
        return watcher;
    });

    /// <summary>Sits down in a room.</summary>
    public Task<Rejection?> JoinAsync(Session session, string room) => relay.VisitAsync(() => relay.Seating.Move(session, room));

    /// <summary>Says something to a room; sits down there first.</summary>
    public async Task<PostResult> PostAsync(Session session, string room, ReadOnlyMemory<byte> payload, string? id)
    {
        if ((TooLong(payload) ?? NoId(id)) is { } rejection)
        {
            return new PostResult(room, null, [], [], rejection);
        }

        var done = new TaskCompletionSource<Posted>(TaskCreationOptions.RunContinuationsAsynchronously);
        return !core.Queue.Signal(session, new Signals.HubPost(room, payload, id, done)) ? Stopped(room) : await ReceiptAsync(await done.Task.ConfigureAwait(false)).ConfigureAwait(false);
    }

    /// <summary>Says something to one session only.</summary>
    public async Task<PostResult> DirectAsync(Session session, long to, ReadOnlyMemory<byte> payload, string? id)
    {
        if ((TooLong(payload) ?? NoId(id)) is { } rejection)
        {
            return new PostResult($"@{to}", null, [], [], rejection);
        }

        var done = new TaskCompletionSource<Posted>(TaskCreationOptions.RunContinuationsAsynchronously);
        return !core.Queue.Signal(session, new Signals.HubDirect(to, payload, id, done)) ? Stopped($"@{to}") : await ReceiptAsync(await done.Task.ConfigureAwait(false)).ConfigureAwait(false);
    }

    /// <summary>Gives a session another name.</summary>
    public Task<Rejection?> RenameAsync(Session session, string name) => relay.VisitAsync(() => relay.Seating.Rename(session, name));

    /// <summary>Gives another session another name.</summary>
    public Task<Rejection?> RenameAsync(long session, string name) => relay.VisitAsync(() =>
        core.Sessions.Find(session) is { } found ? relay.Seating.Rename(found, name) : NotOpen(session));

    /// <summary>Closes a session in the name of a user.</summary>
    public Task<Rejection?> CloseAsync(Session by, long session, bool reset) => relay.VisitAsync(() =>
    {
        if (core.Sessions.Find(session) is not { } found)
        {
            return NotOpen(session);
        }

        relay.Seating.End(found, new Signals.Ended(new CloseReason(CloseCode.Kicked, $"closed by {by.Who.Name}"), reset));
        return null;
    });

    /// <summary>Lets nobody of a network connect for a while, and closes the sessions it has.</summary>
    public Task<Rejection?> BanAsync(Session by, string network, int minutes)
    {
        if (Networks.Parse(network) is not { } parsed)
        {
            return Task.FromResult<Rejection?>(new Rejection(ErrorCode.BadRequest, $"\"{network}\" is not {Networks.Forms}."));
        }

        if (minutes < 1 || minutes > Bans.Longest.TotalMinutes)
        {
            return Task.FromResult<Rejection?>(new Rejection(ErrorCode.BadRequest, $"{minutes} minutes: a ban takes 1 to {Bans.Longest.TotalMinutes:N0}."));
        }

        return relay.VisitAsync<Rejection?>(() =>
        {
            if (!relay.Bans.Add(parsed, TimeSpan.FromMinutes(minutes), by.Who.Name))
            {
                return new Rejection(ErrorCode.Limit, $"There are {Bans.Most:N0} bans, and that is the limit: lift one, or ban a network.");
            }

            foreach (var session in core.Sessions.Open.Where(session => session.Address is { } address && parsed.Contains(address)))
            {
                relay.Seating.End(session, new Signals.Ended(new CloseReason(CloseCode.Kicked, $"{Networks.Text(parsed)} was banned by {by.Who.Name} for {minutes:N0} min")));
            }

            return null;
        });
    }

    /// <summary>Ends a ban.</summary>
    public Task<Rejection?> LiftBanAsync(string network) => Task.FromResult(
        Networks.Parse(network) is { } parsed && relay.Bans.Lift(parsed) ? null : new Rejection(ErrorCode.NotFound, $"{network} is not banned."));

    /// <summary>Asks a practice partner to join a room.</summary>
    public Task<Rejection?> InviteAsync(string partner, string room) => relay.VisitAsync(() => relay.Partners.Invite(partner, room));

    /// <summary>Begins to check the client behind a session.</summary>
    public Task<CheckUpStart> StartCheckUpAsync(long session) => relay.VisitAsync(() => relay.CheckUps.Start(session));

    /// <summary>Says how a client coped with the step that runs.</summary>
    public Task<Rejection?> JudgeCheckUpAsync(long checkUp, string step, bool passed) => relay.VisitAsync(() => relay.CheckUps.Judge(checkUp, step, passed));

    /// <summary>Ends a check-up before its last step.</summary>
    public Task<Rejection?> StopCheckUpAsync(long checkUp) => relay.VisitAsync(() => relay.CheckUps.Stop(checkUp));

    /// <summary>The sequence number of a room's newest message; 0 when there is none.</summary>
    public Task<long> LastSeqAsync(string room) => relay.VisitAsync(() => core.Rooms.Find(room)?.LastSeq ?? 0);

    /// <summary>Reads a page of history, with what is remembered of joins and leaves.</summary>
    public async Task<HistoryPage> HistoryAsync(HistoryQuery query, CancellationToken cancellationToken)
    {
        var name = await relay.VisitAsync(() => core.Rooms.Find(query.Room)?.Name ?? query.Room).ConfigureAwait(false);
        var limit = Math.Clamp(query.Limit, 1, core.Limits.History);
        var messages = query.After is { } after
            ? await relay.Log.ReadForwardAsync(name, after, limit, cancellationToken).ConfigureAwait(false)
            : await relay.Log.ReadBackwardAsync(name, query.Before ?? long.MaxValue, limit, cancellationToken).ConfigureAwait(false);
        var first = await relay.Log.FirstSeqAsync(name, cancellationToken).ConfigureAwait(false);
        var (last, events) = await relay.VisitAsync(() =>
            core.Rooms.Find(name) is { } room ? (room.LastSeq, room.Events.ToList()) : (0L, [])).ConfigureAwait(false);
        var (from, to) = Span(query, messages, first, last);
        return new HistoryPage(query.Room, messages, [.. events.Where(happened => happened.AfterSeq >= from && happened.AfterSeq <= to)], first, last);
    }

    // An event goes with the message it came after, so that it is on one page only; what came before all messages goes with the first.
    private static (long From, long To) Span(HistoryQuery query, IReadOnlyList<ChatMessage> messages, long first, long last)
    {
        var from = query.After ?? (messages is [] || messages[0].Seq <= first ? 0 : messages[0].Seq);
        var to = messages is [] ? (query.Before ?? long.MaxValue) - 1
            : query.Before is null && messages[^1].Seq >= last ? long.MaxValue
            : messages[^1].Seq;
        return (from, to);
    }

    private static PostResult Stopped(string room) =>
        new(room, null, [], [], new Rejection(ErrorCode.NotStored, "The relay has stopped; nothing was stored."));

    private static Rejection NotOpen(long session) => new(ErrorCode.NotFound, $"Session {session} is not open.");

    // The same as a json client's: an id is kept with each message, and looked up for each post.
    private static Rejection? NoId(string? id) => id is null or { Length: > 0 and <= 64 }
        ? null
        : new Rejection(ErrorCode.BadRequest, $"The id has {id.Length} characters; it takes 1 to 64.");

    private Rejection? TooLong(ReadOnlyMemory<byte> payload) => payload.Length > core.Limits.MaxMessageBytes
        ? new Rejection(ErrorCode.Limit, $"The message has {payload.Length:N0} bytes; the limit is {core.Limits.MaxMessageBytes:N0} (Relay:Limits:MaxMessageBytes).")
        : null;

    // Honest: written means that the socket took it. TCP cannot tell whether the program read it.
    private async Task<PostResult> ReceiptAsync(Posted posted)
    {
        var waits = posted.OnTheirWay.Select(static way => way.Session.Replies is null ? way.Session.Outbox!.WhenWrittenAsync(way.Mark) : Task.FromResult(false)).ToList();
        var all = Task.WhenAll(waits);
        await Task.WhenAny(all, Task.Delay(ReceiptPatience, core.Time)).ConfigureAwait(false);
        var written = new List<Sender>();
        var failed = new List<PostFailure>();
        for (var i = 0; i < waits.Count; i++)
        {
            var session = posted.OnTheirWay[i].Session;
            if (waits[i].IsCompletedSuccessfully && await waits[i].ConfigureAwait(false))
            {
                written.Add(session.Who);
            }
            else
            {
                failed.Add(new PostFailure(session.Who, WhyNot(session)));
            }
        }

        return new PostResult(posted.Room, posted.Seq, written, failed, posted.Rejected);
    }

    private static string WhyNot(Session session) => session switch
    {
        { Closed: { } closed } => $"gone ({closed.Reason.Sentence})",
        { Outbox.Completed: true, Misconduct: { } how } => $"gets nothing more: {how}",
        { Replies: not null } => "gets it with the reply to what it says next",
        { Replaying: true } => "still reading what was said before",
        { Misconduct: { OfWrites: true } how } => $"not yet: {how} ({session.Outbox!.Queued:N0} B queued)",
        _ => $"not reading ({session.Outbox!.Queued:N0} B queued)",
    };
}
