using WebChatBridge.Protocol;

namespace WebChatBridge.Relay;

/// <summary>
/// A console looking on. It gathers what changed, each thing once, and hands it over when asked: a slow reader costs the
/// relay nothing but the last 200 messages of one room. Its sets belong to the core loop; <see cref="NextAsync"/> visits it.
/// </summary>
public sealed class Watcher : IAsyncDisposable
{
    private const int MessagesKept = 200;
    private const int SessionsShown = 1_000;

    private static readonly TimeSpan PendingEvery = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan NumbersEvery = TimeSpan.FromSeconds(1);

    private readonly Relay relay;
    private readonly Core core;
    private readonly Queue<ChatMessage> messages = new();
    private readonly List<RoomEvent> events = [];
    private readonly List<string> gone = [];
    private FollowRequest? wanted;
    private FollowMode mode;
    private bool counters;
    private bool first = true;
    private DateTimeOffset pendingAt;
    private DateTimeOffset numbersAt;

    internal Watcher(Relay relay, Core core, Session session)
    {
        this.relay = relay;
        this.core = core;
        Session = session;
    }

    /// <summary>Whose console it is.</summary>
    public Session Session { get; }

    /// <summary>The room it has open, which need not exist yet.</summary>
    internal string? Opened { get; private set; }

    internal HashSet<Session> Sessions { get; } = [];

    internal HashSet<Room> Rooms { get; } = [];

    /// <summary>What to follow from the next batch on.</summary>
    public void Follow(FollowRequest request) => Volatile.Write(ref wanted, request);

    /// <summary>What changed since the last call; the snapshot the first time. Called by one reader.</summary>
    public async Task<WatchBatch> NextAsync(CancellationToken cancellationToken)
    {
        var request = Interlocked.Exchange(ref wanted, null);
        var (batch, backlogBefore) = await relay.VisitAsync(() =>
        {
            var before = request is null ? 0 : Open(request);
            return (Collect(), before);
        }).WaitAsync(cancellationToken).ConfigureAwait(false);
        if (request is not { Room: { } room, Mode: FollowMode.Live, After: { } after } || backlogBefore <= after)
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

    internal void Stored(Room room, ChatMessage message)
    {
        Rooms.Add(room);
        if (Follows(room) && mode == FollowMode.Live)
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
        if (Follows(room) && mode == FollowMode.Live && events.Count < MessagesKept)
        {
            events.Add(happened);
        }
    }

    internal bool Looks(Room room) => Follows(room) && Session.Room != room;

    internal void Forget(Room room)
    {
        Rooms.Remove(room);
        gone.Add(room.Name);
    }

    private long Open(FollowRequest request)
    {
        ChangedWatching(Opened);
        (Opened, mode, counters) = (request.Room, request.Mode, request.Counters);
        ChangedWatching(Opened);
        messages.Clear();
        events.Clear();
        return Opened is null ? 0 : core.Rooms.Find(Opened)?.LastSeq ?? 0;
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
            Sessions.UnionWith(core.Sessions.Closed);
            Sessions.UnionWith(core.Sessions.Open);
            Rooms.UnionWith(core.Rooms.All);
            Sessions.Add(Session);
        }

        AddPending(now);
        var status = AddNumbers(now) ? relay.DescribeStatus() : null;
        var batch = new WatchBatch
        {
            Snapshot = first,
            Me = first || Sessions.Contains(Session) ? Session.Describe(core.Time) : null,
            Status = status,
            Sessions = [.. Sessions.OrderByDescending(static session => session.Id).Take(SessionsShown).Select(session => session.Describe(core.Time))],
            Rooms = [.. Rooms.Select(room => room.Describe(core.Events.Watching(room)))],
            RoomsGone = [.. gone],
            Messages = [.. messages],
            Events = [.. events],
        };
        first = false;
        Sessions.Clear();
        Rooms.Clear();
        gone.Clear();
        messages.Clear();
        events.Clear();
        return batch;
    }

    private void AddPending(DateTimeOffset now)
    {
        if (now - pendingAt < PendingEvery)
        {
            return;
        }

        Sessions.UnionWith(core.Sessions.Open.Where(session => session.Input.PendingChangedAt >= pendingAt && session.Input.PendingChangedAt != default));
        pendingAt = now;
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
            Sessions.UnionWith(core.Sessions.Open.Where(session =>
                session.Input.LastAt >= since || session.Outbox is { } outbox && (outbox.LastAt >= since || outbox.Queued > 0)));
        }

        numbersAt = now;
        return true;
    }
}
