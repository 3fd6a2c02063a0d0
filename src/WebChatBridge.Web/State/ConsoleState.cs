using Microsoft.Extensions.Logging;
using WebChatBridge.Client;
using WebChatBridge.Protocol;

namespace WebChatBridge.Web.State;

/// <summary>
/// What one circuit knows of the relay. Owned by the circuit's dispatcher: started there, changed there, read there; no locks.
/// <see cref="Changed"/> is raised at most 8 times a second, and when the reader does something.
/// </summary>
public sealed partial class ConsoleState : IAsyncDisposable
{
    private readonly IConsoleConnection _connection;
    private readonly TimeProvider _time;
    private readonly ILogger<ConsoleState> _logger;
    private readonly CancellationTokenSource _stop = new();
    private FollowRequest _follow = new(null);
    private long? _lastSeen;
    private Pulse? _pulse;
    private ITimer? _second;
    private Task _watching = Task.CompletedTask;
    private Task _naming = Task.CompletedTask;

    public ConsoleState(IConsoleConnection connection, TimeProvider time, ILogger<ConsoleState> logger)
    {
        _connection = connection;
        _time = time;
        _logger = logger;
    }

    /// <summary>Look again. On the dispatcher, at most 8 times a second by itself, and when the reader does something.</summary>
    public event Action? Changed;

    /// <summary>A batch came and is already in this state. On the dispatcher, before <see cref="Changed"/>.</summary>
    public event Action<WatchBatch>? Received;

    /// <summary>A second passed. On the dispatcher.</summary>
    public event Action? Ticked;

    /// <summary>How the connection to the hub is.</summary>
    public ConsoleLink Link { get; private set; }

    /// <summary>Since when it is not online; null while it is, and before it first was.</summary>
    public DateTimeOffset? OfflineSince { get; private set; }

    /// <summary>Why the connection ended for good; null while there is hope.</summary>
    public string? Failure { get; private set; }

    /// <summary>True once the first snapshot is here.</summary>
    public bool Known { get; private set; }

    /// <summary>The relay; null before the first snapshot.</summary>
    public RelayStatus? Status { get; private set; }

    /// <summary>What this circuit's user may do; everything, until the hub has said it.</summary>
    public Role Role { get; private set; } = Role.Operator;

    /// <summary>This circuit's own session; null before the first snapshot.</summary>
    public SessionInfo? Me { get; private set; }

    /// <summary>Every session the console knows.</summary>
    public SessionBook Sessions { get; } = new();

    /// <summary>Every room the console knows.</summary>
    public RoomBook Rooms { get; } = new();

    /// <summary>Every check-up the console knows.</summary>
    public CheckUpBook CheckUps { get; } = new();

    /// <summary>How far each room was read.</summary>
    public ReadMarks Marks { get; } = new();

    /// <summary>The name its user asked for; said again after each reconnect. Null for whatever the relay gives.</summary>
    public string? WantedName { get; set; }

    /// <summary>The browser's time zone; UTC until it said so.</summary>
    public TimeZoneInfo Zone { get; set; } = TimeZoneInfo.Utc;

    /// <summary>Now.</summary>
    public DateTimeOffset Now => _time.GetUtcNow();

    /// <summary>The wire to the relay, for what is asked rather than watched.</summary>
    public IConsoleConnection Relay => _connection;

    /// <summary>How many rooms have something unread.</summary>
    public int UnreadRooms => Rooms.All.Count(room => Marks.Unread(room) > 0);

    /// <summary>Whether this circuit's user has that role or a greater one. Only for what is shown: the hub asks for it itself.</summary>
    public bool May(Role needed) => Role >= needed;

    /// <summary>A time as the browser's user reads it.</summary>
    public DateTimeOffset Local(DateTimeOffset at) => TimeZoneInfo.ConvertTime(at, Zone);

    /// <summary>Begins to watch. Call it on the dispatcher after the first render; a second call does nothing.</summary>
    public void Start()
    {
        if (_pulse is not null)
        {
            return;
        }

        _pulse = new Pulse(_time, () => Changed?.Invoke());
        _connection.LinkChanged += OnLinkChanged;
        _second = _time.CreateTimer(
            _ => _pulse.GoHome(OnSecond), null, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1));
        _watching = WatchAsync();
    }

    /// <summary>Something of ours changed that watchers of this state should see.</summary>
    public void Touch() => _pulse?.Ask();

    /// <summary>The reader did something: all of the page shows it in one step, with what had come by then.</summary>
    public void TouchNow() => _pulse?.Now();

    /// <summary>Says which room's messages are wanted, and how. Answers when the relay has heard it.</summary>
    /// <param name="room">The room; null for none.</param>
    /// <param name="mode">All of it, or its newest sequence number only.</param>
    /// <param name="after">Messages after this one come first.</param>
    public Task FollowAsync(string? room, FollowMode mode, long? after)
    {
        _lastSeen = after;
        _follow = _follow with { Room = room, Mode = mode, After = after };
        return _connection.FollowAsync(_follow);
    }

    /// <summary>Says whether the sessions' counters are wanted once a second. The followed room stays as it is.</summary>
    public Task WantCountersAsync(bool wanted)
    {
        if (_follow.Counters == wanted)
        {
            return Task.CompletedTask;
        }

        _follow = _follow with { Counters = wanted, After = _lastSeen };
        return _connection.FollowAsync(_follow);
    }

    public async ValueTask DisposeAsync()
    {
        _connection.LinkChanged -= OnLinkChanged;
        _second?.Dispose();
        _pulse?.Dispose();
        await _stop.CancelAsync();
        await _watching;
        await _naming;
        _stop.Dispose();
    }

    private async Task WatchAsync()
    {
        try
        {
            await foreach (var batch in _connection.WatchAsync(_stop.Token))
            {
                Apply(batch);
                Received?.Invoke(batch);
                Show(batch);
            }
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // The circuit is gone.
        }
        catch (Exception error)
        {
            Log.WatchFailed(_logger, error);
            Failure = error is RelayUnreachableException ? error.Message : "The console lost its connection to the relay. Reload the page to try again.";
            OfflineSince ??= Now;
            Touch();
        }
    }

    private void Show(WatchBatch batch)
    {
        if (batch.Snapshot || batch.Messages.Count + batch.Events.Count + batch.Hints.Count > 0)
        {
            _pulse?.Ask();
        }
        else
        {
            _pulse?.AskForNumbers();
        }
    }

    private void Apply(WatchBatch batch)
    {
        Me = batch.Me ?? Me;
        Role = batch.Role ?? (batch.Snapshot ? Role.Operator : Role); // a hub that does not say it has no roles
        Status = batch.Status ?? Status;
        Sessions.Apply(batch);
        Rooms.Apply(batch);
        CheckUps.Apply(batch);
        if (batch.Snapshot)
        {
            Known = true;
            Marks.Meet(batch.Rooms);
            OnLink();
            _naming = WantedName is { } name && Me?.Name != name && May(Role.Participant) ? NameAsync(name) : Task.CompletedTask;
        }

        if (batch.Messages.Count > 0 && batch.Messages[^1].Room == _follow.Room)
        {
            _lastSeen = batch.Messages[^1].Seq;
        }
    }

    private async Task NameAsync(string name)
    {
        try
        {
            await _connection.RenameAsync(null, name);
        }
        catch (RelayUnreachableException)
        {
            // The next snapshot tries again.
        }
    }

    private void OnLinkChanged() => _pulse?.GoHome(OnLink);

    private void OnLink()
    {
        Link = _connection.Link;
        OfflineSince = Link == ConsoleLink.Online || !Known ? null : OfflineSince ?? Now;
        Touch();
    }

    private void OnSecond()
    {
        Ticked?.Invoke();
        // Only what is said in seconds grows by itself: how long the link is down, how long bytes wait.
        if (OfflineSince is not null || Sessions.AnyPending)
        {
            Touch();
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "Watching the relay ended.")]
        public static partial void WatchFailed(ILogger logger, Exception error);
    }
}
