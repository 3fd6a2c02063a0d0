using WebChatBridge.Client;
using WebChatBridge.Protocol;

namespace WebChatBridge.Web.State;

/// <summary>
/// The whole kept conversation of one socket, both ways, and what comes. A stream of counts wakes it; the bytes are asked for.
/// Lives on the circuit's dispatcher.
/// </summary>
public sealed class FollowStream : ILiveStream, IAsyncDisposable
{
    // A step is as much as the relay answers at once; a reader who is so far behind sees the newest, and how much is between.
    private const int MostSteps = 4;

    private readonly ConsoleState _console;
    private readonly long _session;
    private readonly LiveSwitch _live = new();
    private readonly Inquiry _inquiry;
    private readonly TrafficStream _bell;
    private Task _catchingUp = Task.CompletedTask;
    private bool _rung;
    private bool _catching;
    private SessionInfo? _traced;

    public FollowStream(ConsoleState console, long session)
    {
        (_console, _session, _inquiry) = (console, session, new Inquiry(console));
        _bell = new TrafficStream(console, OnBell);
        console.Received += OnReceived;
    }

    /// <summary>What is on the screen.</summary>
    public StreamWindow Window { get; } = new();

    /// <summary>The session as it is known best; null before the first answer, and when it is not known.</summary>
    public SessionInfo? Session => _console.Sessions.Find(_session) ?? _traced;

    /// <summary>True once it was asked for.</summary>
    public bool Opened { get; private set; }

    /// <summary>Why something could not be fetched; null when all could.</summary>
    public string? Problem => _console.Link == ConsoleLink.Online ? _inquiry.Problem ?? _bell.Problem : null;

    /// <inheritdoc/>
    public LiveMode Mode => _live.Mode;

    /// <inheritdoc/>
    public DateTimeOffset? PausedAt => _live.PausedAt;

    /// <inheritdoc/>
    public long New { get; private set; }

    /// <inheritdoc/>
    public IReadOnlyList<string> NewFrom => [];

    /// <inheritdoc/>
    public long Newest { get; private set; }

    /// <inheritdoc/>
    public int? FirehoseRate => null;

    /// <inheritdoc/>
    public bool Loading => _inquiry.Loading;

    /// <summary>Shows the end of the stream and follows it, or stands still where the address points.</summary>
    /// <param name="paused">The last chunk to show, paused.</param>
    public Task OpenAsync(long? paused = null) => _inquiry.AskAsync(async () =>
    {
        var trace = await TraceAsync(new TraceQuery(_session, Before: paused is { } last ? last + 1 : null));
        Opened = true;
        if (trace is null)
        {
            return;
        }

        Window.Show(trace);
        _live.Begin(paused is null ? LiveMode.Live : LiveMode.Paused, _console.Now);
        _bell.Ask(() => new TrafficRequest(Lens.Chunks, Sessions: [_session], After: Window.Last ?? 0, CountOnly: true));
    });

    /// <inheritdoc/>
    public Task ReleaseAsync()
    {
        _live.Release();
        _console.TouchNow();
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task PauseAsync()
    {
        _live.Pause(_console.Now);
        _console.TouchNow();
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task GoLiveAsync()
    {
        _live.GoLive();
        New = 0;
        _console.TouchNow();
        return CatchUpAsync();
    }

    /// <inheritdoc/>
    public Task ReachTopAsync() => Window.AtStart || Mode == LiveMode.Live ? Task.CompletedTask : _inquiry.OnceAsync(async () =>
    {
        if (await TraceAsync(new TraceQuery(_session, Before: Window.First)) is { } trace)
        {
            Window.Prepend(trace);
        }
    });

    /// <inheritdoc/>
    public Task ReachBottomAsync() => Mode != LiveMode.Reading ? Task.CompletedTask : _inquiry.OnceAsync(async () =>
    {
        if (await TraceAsync(new TraceQuery(_session, After: Window.Last ?? 0)) is not { } trace)
        {
            return;
        }

        Window.Append(trace);
        if (trace.Chunks.Count == 0)
        {
            await GoLiveAsync();
        }
    });

    /// <summary>The reader wants to see what a gap left out; the first of it.</summary>
    public Task FillAsync(StreamLine.Gap gap) => _inquiry.OnceAsync(async () =>
    {
        await ReleaseAsync();
        if (gap.After is { } after && await TraceAsync(new TraceQuery(_session, After: after)) is { } trace)
        {
            Window.Fill(gap, trace);
        }
    });

    public async ValueTask DisposeAsync()
    {
        _console.Received -= OnReceived;
        await _inquiry.DisposeAsync();
        await _bell.DisposeAsync();
        await _catchingUp;
    }

    private void OnBell(TrafficBatch batch)
    {
        var count = batch.Rows.Count + batch.Skipped;
        Newest += count;
        if (Mode == LiveMode.Live)
        {
            Ring(count > 0);
            return;
        }

        New = (batch.Snapshot ? 0 : New) + count;
        _console.Touch();
    }

    // Its last bytes may have come with its end.
    private void OnReceived(WatchBatch batch)
    {
        if (Opened && batch.Sessions.Any(session => session.Id == _session))
        {
            Ring(Mode == LiveMode.Live && Session is { State: SessionState.Closed });
        }
    }

    private void Ring(bool news)
    {
        _rung |= news;
        if (_rung && !_catching)
        {
            _catchingUp = CatchUpAsync();
        }
    }

    private async Task CatchUpAsync()
    {
        if (_catching)
        {
            _rung = true;
            return;
        }

        _catching = true;
        do
        {
            _rung = false;
            await _inquiry.AskAsync(StepsAsync);
        }
        while (_rung && _inquiry.Problem is null && !_inquiry.Left.IsCancellationRequested);
        _catching = false;
    }

    private async Task StepsAsync()
    {
        for (var step = 0; step < MostSteps; step++)
        {
            var trace = await TraceAsync(new TraceQuery(_session, After: Window.Last ?? 0));
            if (trace is null || trace.Chunks.Count == 0 || Mode != LiveMode.Live)
            {
                return;
            }

            Window.Append(trace);
        }

        var newest = await TraceAsync(new TraceQuery(_session));
        if (newest is { Chunks: [var first, ..] })
        {
            Window.Append(newest, torn: Window.Last is { } last && first.Seq > last);
        }
    }

    private async Task<SessionTrace?> TraceAsync(TraceQuery query)
    {
        var trace = await _console.Relay.TraceAsync(query, _inquiry.Left);
        _traced = trace?.Session ?? _traced;
        return trace;
    }
}
