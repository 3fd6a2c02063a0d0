using WebChatBridge.Client;
using WebChatBridge.Protocol;

namespace WebChatBridge.Web.State;

/// <summary>
/// One open conversation: asks the relay for what the transcript needs, and tells it how closely to follow. Lives on the
/// circuit's dispatcher. Opening watches; nobody is told.
/// </summary>
public sealed class Conversation : ILiveStream, IAsyncDisposable
{
    // Fewer than this are fetched one after the other; more leave a gap that says how many.
    private const int CatchUp = 1_000;

    private readonly ConsoleState _console;
    private readonly Inquiry _inquiry;

    public Conversation(ConsoleState console, ConversationAddress address)
    {
        _console = console;
        _inquiry = new Inquiry(console);
        Address = address;
        Room = address.Room ?? throw new ArgumentException("The address names no room yet.", nameof(address));
        Transcript.Zone = console.Zone;
        console.Received += OnReceived;
        console.Ticked += OnTick;
    }

    /// <summary>What the page's address names.</summary>
    public ConversationAddress Address { get; }

    /// <summary>The room.</summary>
    public string Room { get; }

    /// <summary>What is on the screen.</summary>
    public Transcript Transcript { get; } = new();

    /// <summary>True once the first page is here.</summary>
    public bool Opened { get; private set; }

    /// <inheritdoc/>
    public bool Loading => _inquiry.Loading;

    /// <inheritdoc/>
    public LiveMode Mode => Transcript.Mode;

    /// <inheritdoc/>
    public DateTimeOffset? PausedAt => Transcript.PausedAt;

    /// <inheritdoc/>
    public long New => Transcript.New;

    /// <inheritdoc/>
    public IReadOnlyList<string> NewFrom => Transcript.NewFrom;

    /// <inheritdoc/>
    public long Newest => Transcript.Newest;

    /// <inheritdoc/>
    public int? FirehoseRate => Transcript.FirehoseRate;

    /// <summary>Why something could not be fetched; null when all could.</summary>
    public string? Problem => _inquiry.Problem;

    /// <summary>Whether somebody looks at the end of it: then what comes is read.</summary>
    public bool Seen { get; private set; }

    /// <summary>The room as the console knows it; null when it does not exist (yet).</summary>
    public RoomInfo? Info => _console.Rooms.Find(Room);

    /// <summary>Shows the end of the room and follows it, or stands still where the address points.</summary>
    /// <param name="at">A message to stand at.</param>
    /// <param name="paused">The last message to show, paused.</param>
    public Task OpenAsync(long? at = null, long? paused = null) => _inquiry.AskAsync(async () =>
    {
        var query = (at, paused) switch
        {
            ({ } seq, _) => new HistoryQuery(Room, After: Math.Max(0, seq - (Transcript.Page / 2)), Limit: Transcript.Page),
            (_, { } seq) => new HistoryQuery(Room, Before: seq + 1, Limit: Transcript.Page),
            _ => new HistoryQuery(Room, Limit: Transcript.Page),
        };
        var page = await _console.Relay.HistoryAsync(query, _inquiry.Left);
        var read = _console.Marks.Of(Room);
        Transcript.Divide(read > 0 && read < page.LastSeq ? read : null);
        Transcript.Show(page, at is not null ? LiveMode.Reading : paused is not null ? LiveMode.Paused : LiveMode.Live, _console.Now, at);
        Opened = true;
        MarkRead();
        await FollowAsync();
    });

    /// <inheritdoc/>
    public Task ReleaseAsync()
    {
        if (Transcript.Mode != LiveMode.Live)
        {
            return Task.CompletedTask;
        }

        Transcript.Release();
        _console.TouchNow();
        return _inquiry.AskAsync(FollowAsync);
    }

    /// <inheritdoc/>
    public Task PauseAsync()
    {
        Transcript.Pause(_console.Now);
        _console.TouchNow();
        return _inquiry.AskAsync(FollowAsync);
    }

    /// <summary>The reader wants the end: what is missing comes from the log.</summary>
    public Task GoLiveAsync() => _inquiry.AskAsync(async () =>
    {
        if (Transcript.Below > CatchUp)
        {
            Transcript.Extend(await _console.Relay.HistoryAsync(new HistoryQuery(Room, Limit: Transcript.Page), _inquiry.Left));
        }

        Transcript.GoLive();
        MarkRead();
        await FollowAsync();
    });

    /// <inheritdoc/>
    public Task ReachBottomAsync() => (Transcript.Mode, Transcript.Below) switch
    {
        (LiveMode.Reading, <= Transcript.Page) => GoLiveAsync(),
        (LiveMode.Reading, _) => _inquiry.OnceAsync(async () => Transcript.Extend(
            await _console.Relay.HistoryAsync(new HistoryQuery(Room, After: Transcript.LastShown, Limit: Transcript.Page), _inquiry.Left))),
        _ => Task.CompletedTask,
    };

    /// <inheritdoc/>
    public Task ReachTopAsync() => Transcript.AtStart || Transcript.Mode == LiveMode.Live
        ? Task.CompletedTask
        : _inquiry.OnceAsync(async () => Transcript.Prepend(
            await _console.Relay.HistoryAsync(new HistoryQuery(Room, Before: Transcript.FirstShown, Limit: Transcript.Page), _inquiry.Left)));

    /// <summary>The reader wants to see what a gap left out; the first page of it.</summary>
    public Task FillAsync(Row.Gap gap) => _inquiry.OnceAsync(async () =>
    {
        Transcript.Release();
        await FollowAsync();
        Transcript.Prepend(await _console.Relay.HistoryAsync(
            new HistoryQuery(Room, After: gap.After, Limit: (int)Math.Min(gap.Count, Transcript.Page)), _inquiry.Left));
    });

    /// <summary>Somebody looks, or looks away; what comes after that is new to them.</summary>
    public void Look(bool seen)
    {
        if (Seen && !seen && Opened && Transcript.Mode == LiveMode.Live)
        {
            Transcript.Divide(Transcript.Newest);
        }

        Seen = seen;
        MarkRead();
    }

    public async ValueTask DisposeAsync()
    {
        _console.Received -= OnReceived;
        _console.Ticked -= OnTick;
        await _inquiry.DisposeAsync();
    }

    private void OnReceived(WatchBatch batch)
    {
        if (!Opened)
        {
            return;
        }

        Transcript.Note([.. batch.Events.Where(one => one.Room == Room)]);
        Transcript.Flag([.. batch.Hints.Where(hint => hint.Room == Room)]);
        Transcript.Append([.. batch.Messages.Where(message => message.Room == Room)], _console.Now);
        if (Info is { } info)
        {
            Transcript.Hear(info.LastSeq, info.LastFrom);
        }

        MarkRead();
    }

    private void MarkRead()
    {
        if (Seen && Opened && Transcript.Mode == LiveMode.Live)
        {
            _console.Marks.Mark(Room, Transcript.Newest);
        }
    }

    private void OnTick()
    {
        if (Transcript.Tick(_console.Now))
        {
            _console.Touch();
        }
    }

    private Task FollowAsync() => _console.FollowAsync(
        Room, Transcript.Mode == LiveMode.Live ? FollowMode.Live : FollowMode.Count, Transcript.LastShown);
}
