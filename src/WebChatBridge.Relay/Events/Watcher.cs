using WebChatBridge.Protocol;

namespace WebChatBridge.Relay;

/// <summary>
/// A console looking on. It gathers what changed, each thing once, and hands it over when asked: a slow reader costs the
/// relay nothing but the last 200 messages of one room, and one who slept through too much gets a new snapshot. Its sets
/// belong to the core loop; <see cref="NextAsync"/> visits it.
/// </summary>
public sealed class Watcher : IAsyncDisposable
{
    private const int MessagesKept = 200;
    private const int SessionsShown = 1_000;
    private const int ChangesKept = 4_000;

    private static readonly TimeSpan PendingEvery = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan NumbersEvery = TimeSpan.FromSeconds(1);

    private readonly Relay relay;
    private readonly Core core;
    private readonly Queue<ChatMessage> messages = new();
    private readonly Queue<RoomEvent> events = new();
    private readonly HashSet<Session> sessions = [];
    private readonly HashSet<Room> rooms = [];
    private readonly HashSet<string> gone = [];
    private readonly HashSet<CheckUpRun> checkUps = [];
    private readonly HintFeed hints;
    private FollowRequest? wanted;
    private FollowMode mode;
    private bool counters;
    private bool first = true;

    // The room of the last message since the last look, and whether it is kept: many in one room cost one comparison each.
    private Room? talking;
    private bool keeps;
    private Dictionary<Session, PendingInput> pending = [], spare = [];
    private DateTimeOffset pendingAt;
    private DateTimeOffset numbersAt;

    internal Watcher(Relay relay, Core core, Session session)
    {
        this.relay = relay;
        this.core = core;
        Session = session;
        hints = new HintFeed(core.Hints);
    }

    /// <summary>Whose console it is.</summary>
    public Session Session { get; }

    /// <summary>The room it has open, which need not exist yet.</summary>
    internal string? Opened { get; private set; }

    /// <summary>What to follow from the next batch on.</summary>
    public void Follow(FollowRequest request) => Volatile.Write(ref wanted, request);

    /// <summary>What changed since the last call; the snapshot the first time. Called by one reader.</summary>
    public async Task<WatchBatch> NextAsync(CancellationToken cancellationToken)
    {
        var request = Interlocked.Exchange(ref wanted, null);
        var (batch, opened, speakers) = await relay.VisitAsync(() =>
        {
            var open = request is null ? null : Open(request);
            var heard = Speakers();
            return (Collect(), (open?.Name, open?.LastSeq ?? 0), heard);
        }).WaitAsync(cancellationToken).ConfigureAwait(false);
        if (Opened is { } followed && mode == FollowMode.Live)
        {
            batch = batch with { Hints = hints.Next(followed, speakers) };
        }

        if (opened is not ({ } room, var backlogBefore) || request is not { Mode: FollowMode.Live, After: { } after } || backlogBefore <= after)
        {
            return batch;
        }

        // What the log got between the reader's last message and this visit; what came after it is in the next batch.
        var backlog = await relay.Log.ReadBackwardAsync(room, backlogBefore + 1, MessagesKept, cancellationToken).ConfigureAwait(false);
        return batch with { Messages = [.. backlog.Where(message => message.Seq > after), .. batch.Messages] };
    }

    /// <summary>Nobody looks any more.</summary>
    public async ValueTask DisposeAsync()
    {
        // When the relay has stopped there is nothing left to leave.
        Task left = relay.VisitAsync(() =>
        {
            core.Events.Remove(this);
            ChangedWatching(Opened);
            return true;
        });
        await left.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    internal void Changed(Session session)
    {
        sessions.Add(session);
        Bound();
    }

    internal void Changed(Room room) => rooms.Add(room);

    internal void Changed(CheckUpRun checkUp) => checkUps.Add(checkUp);

    internal void Stored(Room room, ChatMessage message)
    {
        if (room != talking)
        {
            rooms.Add(room);
            (talking, keeps) = (room, Follows(room) && mode == FollowMode.Live);
        }

        if (keeps)
        {
            messages.Enqueue(message);
            if (messages.Count > MessagesKept)
            {
                messages.Dequeue();
            }
        }
    }

    internal void Happened(Room room, RoomEvent happened)
    {
        if (Follows(room) && mode == FollowMode.Live)
        {
            events.Enqueue(happened);
            if (events.Count > MessagesKept)
            {
                events.Dequeue();
            }
        }
    }

    internal bool Looks(Room room) => Follows(room) && Session.Room != room;

    internal void Forget(Room room)
    {
        rooms.Remove(room);
        talking = null;
        gone.Add(room.Name);
        Bound();
    }

    // Nobody asks for batches: what happened is not kept for him, he will be shown how it is.
    private void Bound()
    {
        if (sessions.Count + gone.Count > ChangesKept)
        {
            first = true;
            sessions.Clear();
            gone.Clear();
        }
    }

    private Room? Open(FollowRequest request)
    {
        ChangedWatching(Opened);
        (Opened, mode, counters) = (request.Room, request.Mode, request.Counters);
        talking = null;
        ChangedWatching(Opened);
        messages.Clear();
        events.Clear();
        return Opened is null ? null : core.Rooms.Find(Opened);
    }

    // Whose bytes came in messages of the room: who sits in it, and who has just left it.
    private List<Session> Speakers()
    {
        if (mode != FollowMode.Live || Opened is null || core.Rooms.Find(Opened) is not { } room)
        {
            return [];
        }

        return [.. room.Members.Concat(sessions.Where(session => session.Closed is not null && session.Room == room)).Where(static session => session.Ring is not null)];
    }

    private bool Follows(Room room) => string.Equals(Opened, room.Name, StringComparison.OrdinalIgnoreCase);

    private void ChangedWatching(string? name)
    {
        if (name is not null && core.Rooms.Find(name) is { } room)
        {
            core.Events.Changed(room);
        }
    }

    private WatchBatch Collect()
    {
        var now = core.Time.GetUtcNow();
        if (first)
        {
            sessions.UnionWith(core.Sessions.Closed);
            sessions.UnionWith(core.Sessions.Open);
            rooms.UnionWith(core.Rooms.All);
            checkUps.UnionWith(relay.CheckUps.All);
            sessions.Add(Session);
        }

        AddPending(now);
        var status = AddNumbers(now) ? relay.DescribeStatus() : null;
        var batch = new WatchBatch
        {
            Snapshot = first,
            Me = first || sessions.Contains(Session) ? Session.Describe(core.Time) : null,
            Status = status,
            Sessions = [.. sessions.OrderByDescending(static session => session.Id).Take(SessionsShown).Select(session => session.Describe(core.Time))],
            Rooms = [.. rooms.Select(room => room.Describe(core.Events.Watching(room)))],
            RoomsGone = [.. gone.Where(name => core.Rooms.Find(name) is null)],
            Messages = [.. messages],
            Events = [.. events],
            CheckUps = [.. checkUps.OrderBy(static run => run.Id).Select(static run => run.Describe())],
        };
        first = false;
        sessions.Clear();
        rooms.Clear();
        talking = null;
        gone.Clear();
        messages.Clear();
        events.Clear();
        checkUps.Clear();
        return batch;
    }

    // Compared with what was shown last, and not by times: a read loop may note now what it received before the last look.
    private void AddPending(DateTimeOffset now)
    {
        if (now - pendingAt < PendingEvery)
        {
            return;
        }

        var (before, after) = (pending, spare);
        foreach (var session in core.Sessions.Open)
        {
            var waits = session.Input.Pending;
            if (waits is not null)
            {
                after.Add(session, waits);
            }

            if (!ReferenceEquals(waits, before.GetValueOrDefault(session)))
            {
                sessions.Add(session);
            }
        }

        before.Clear();
        (pending, spare, pendingAt) = (after, before, now);
    }

    private bool AddNumbers(DateTimeOffset now)
    {
        if (now - numbersAt < NumbersEvery)
        {
            return false;
        }

        if (counters)
        {
            var since = numbersAt;
            sessions.UnionWith(core.Sessions.Open.Where(session =>
                session.Input.LastAt >= since || session.Outbox is { } outbox && (outbox.LastAt >= since || outbox.Queued > 0)));
        }

        numbersAt = now;
        return true;
    }
}
