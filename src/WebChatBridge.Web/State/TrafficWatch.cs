using WebChatBridge.Client;
using WebChatBridge.Protocol;

namespace WebChatBridge.Web.State;

/// <summary>
/// Traffic as the reader's address asks for it: fetches what the window needs, and tells the relay how closely to follow.
/// Lives on the circuit's dispatcher.
/// </summary>
public sealed class TrafficWatch : ILiveStream, IAsyncDisposable
{
    private const int MostAtOnce = 200;

    private readonly ConsoleState _console;
    private readonly Inquiry _inquiry;
    private readonly LiveSwitch _live = new();
    private readonly Firehose<TrafficRow> _firehose = new();
    private readonly TrafficStream _stream;
    private TrafficPages _pages;
    private bool _fresh = true;
    private long _after;
    private long _waiting; // came since what is shown, held or passed over
    private int _opening;

    public TrafficWatch(ConsoleState console)
    {
        _console = console;
        _inquiry = new Inquiry(console);
        _stream = new TrafficStream(console, Take);
        _pages = new TrafficPages(console);
        console.Ticked += OnTick;
    }

    /// <summary>What is asked.</summary>
    public TrafficAddress Address { get; private set; } = new();

    /// <summary>What is on the screen.</summary>
    public TrafficWindow Window { get; } = new();

    /// <summary>True once the first rows are here, or it is known that there are none.</summary>
    public bool Opened { get; private set; }

    /// <summary>Why something could not be fetched; null when all could.</summary>
    public string? Problem => _console.Link == ConsoleLink.Online ? _stream.Problem ?? _pages.Problem ?? _inquiry.Problem : null;

    /// <summary>The newest number given to any row.</summary>
    public long NewestSeq { get; private set; }

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
    public int? FirehoseRate => Mode == LiveMode.Live && _firehose.Open ? _firehose.PerSecond : null;

    /// <inheritdoc/>
    public bool Loading => _inquiry.Loading;

    /// <summary>Shows what the address asks for. What is on the screen stays until there is something else to show.</summary>
    /// <param name="address">The address.</param>
    /// <param name="standing">A row's number to stand at; null to follow the end, or to stand where it is paused.</param>
    public Task OpenAsync(TrafficAddress address, long? standing) => _inquiry.AskAsync(async () =>
    {
        Address = address;
        _pages = new TrafficPages(_console); // the trouble with another question is none of this one
        var opening = ++_opening;
        var mode = address.Paused is not null ? LiveMode.Paused : standing is not null ? LiveMode.Reading : LiveMode.Live;
        if (mode != LiveMode.Live)
        {
            var (rows, more) = await _pages.AroundAsync(address, standing, _inquiry.Left);
            if (opening != _opening)
            {
                return;
            }

            Window.Show(rows, !more);
            Opened = true;
            _after = address.Paused ?? Window.LastShown?.Seq ?? address.Since ?? 0;
        }

        _live.Begin(mode, _console.Now);
        _fresh = mode == LiveMode.Live;
        Follow();
    });

    /// <inheritdoc/>
    public Task ReleaseAsync()
    {
        if (_live.Release())
        {
            StandStill();
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task PauseAsync()
    {
        if (_live.Pause(_console.Now))
        {
            StandStill();
        }

        _console.TouchNow();
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task GoLiveAsync()
    {
        _live.GoLive();
        Address = Address with { Paused = null };
        _fresh = Window.LastShown is null;
        Window.Look = Window.Look with { Standing = null };
        _firehose.Reset();
        Follow();
        _console.TouchNow();
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task ReachBottomAsync() => Mode != LiveMode.Reading || Window.LastShown is not { } last ? Task.CompletedTask : _inquiry.OnceAsync(async () =>
    {
        var page = await _pages.AfterAsync(Address, last.Seq, _inquiry.Left);
        Window.Append(page.Rows);
        if (!page.More)
        {
            await GoLiveAsync();
        }
    });

    /// <inheritdoc/>
    public Task ReachTopAsync() => Window.AtStart || Mode == LiveMode.Live || Window.FirstShown is not { } first ? Task.CompletedTask : _inquiry.OnceAsync(async () =>
    {
        var page = await _pages.BeforeAsync(Address, first.Seq, _inquiry.Left);
        Window.Prepend(page.Rows, !page.More);
    });

    /// <summary>The reader wants to see what a gap left out; the first page of it.</summary>
    public Task FillAsync(TrafficPlace? after) => _inquiry.OnceAsync(async () =>
    {
        await ReleaseAsync();
        var page = await _pages.AfterAsync(Address, after?.Seq ?? Address.Since ?? 0, _inquiry.Left);
        Window.Fill(after, page.Rows, page.More);
    });

    public async ValueTask DisposeAsync()
    {
        _console.Ticked -= OnTick;
        await _inquiry.DisposeAsync();
        await _stream.DisposeAsync();
    }

    private void StandStill()
    {
        _firehose.Reset();
        _waiting = 0;
        _after = Window.LastShown?.Seq ?? Address.Since ?? 0;
        Follow();
        _console.TouchNow();
    }

    private void Follow()
    {
        New = 0;
        _waiting = 0;
        _stream.Ask(() => Mode == LiveMode.Live
            ? Address.Request with { After = _fresh ? Address.Since : Window.LastShown?.Seq ?? Address.Since }
            : Address.Request with { After = _after, CountOnly = true });
    }

    private void Take(TrafficBatch batch)
    {
        NewestSeq = Math.Max(NewestSeq, batch.Newest);
        if (batch.Snapshot && Window.LastShown is { } last && batch.Newest < last.Seq)
        {
            Restart(batch);
        }
        else if (Mode != LiveMode.Live)
        {
            New = (batch.Snapshot ? 0 : New) + batch.Skipped + batch.Rows.Count;
        }
        else if (batch.Snapshot)
        {
            TakeFirst(batch);
        }
        else
        {
            _waiting += batch.Rows.Count + batch.Skipped;
            Let(_firehose.Pass(batch.Rows, _console.Now), batch.Lost);
        }

        Newest += batch.Snapshot && _fresh ? 0 : batch.Rows.Count + batch.Skipped;
        (_fresh, Opened) = (_fresh && Mode != LiveMode.Live, true);
        _console.Touch();
    }

    // What had come before the stream began is caught up with; only what comes now can be too much.
    private void TakeFirst(TrafficBatch batch)
    {
        _firehose.Reset();
        if (_fresh)
        {
            Window.Show(batch.Rows, atStart: batch.Skipped == 0 && batch.Rows.Count < MostAtOnce);
        }
        else
        {
            Window.Append(batch.Rows, batch.Skipped, batch.Lost);
        }
    }

    // Numbers begin anew with the relay: what is on the screen is another life's.
    private void Restart(TrafficBatch batch)
    {
        Address = Address with { Since = null };
        (NewestSeq, _after) = (batch.Newest, 0);
        Window.Show(batch.Rows, atStart: true, restarted: true);
        _live.GoLive();
        _fresh = true;
        Follow();
    }

    private void Let(IReadOnlyList<TrafficRow> rows, long lost)
    {
        if (rows.Count > 0)
        {
            Window.Append(rows, _waiting - rows.Count, lost);
            _waiting = 0;
        }
    }

    private void OnTick()
    {
        if (Mode == LiveMode.Live && FirehoseRate is not null)
        {
            Let(_firehose.Pass([], _console.Now), 0);
            _console.Touch();
        }
    }
}
