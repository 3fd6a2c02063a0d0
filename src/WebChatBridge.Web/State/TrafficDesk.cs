using WebChatBridge.Protocol;

namespace WebChatBridge.Web.State;

/// <summary>
/// What the Traffic page does: turns what the reader did into another address, and an address into what is shown. The page
/// puts the address into the browser; the browser's back and forward come in as addresses again.
/// </summary>
public sealed class TrafficDesk : IAsyncDisposable
{
    /// <summary>How long a clearing can be undone.</summary>
    public static readonly TimeSpan UndoFor = TimeSpan.FromSeconds(10);

    private readonly ConsoleState _console;
    private readonly CancellationTokenSource _stop = new();
    private TrafficRow? _zero;
    private long? _standing;
    private DateTimeOffset _clearedAt;
    private long? _sinceBefore;
    private bool _undoable;

    public TrafficDesk(ConsoleState console, TrafficAddress address)
    {
        _console = console;
        Address = address;
        Watch = new TrafficWatch(console);
    }

    /// <summary>The address is another one now; the second says whether going back is to lead here.</summary>
    public event Action<TrafficAddress, bool>? Moved;

    /// <summary>What is shown.</summary>
    public TrafficAddress Address { get; private set; }

    /// <summary>The rows.</summary>
    public TrafficWatch Watch { get; }

    /// <summary>The filter, read.</summary>
    public Filter Filter { get; private set; } = Filter.None;

    /// <summary>The selected row; null while there is none, or it is not kept.</summary>
    public TrafficRow? Selected { get; private set; }

    /// <summary>Why nothing is shown; looked at while nothing is.</summary>
    public NearMisses Misses { get; } = new();

    /// <summary>Why what the address names cannot be shown; null when it can.</summary>
    public string? Unknown { get; private set; }

    /// <summary>When the view was cleared, for as long as that can be undone; null after that.</summary>
    public DateTimeOffset? ClearedAt => _undoable && _console.Now - _clearedAt < UndoFor ? _clearedAt : null;

    /// <summary>Shows the address. Call it once the console knows the relay.</summary>
    public async Task StartAsync()
    {
        if (Address.Seeks)
        {
            var (found, because) = await MessageFinder.FindAsync(_console, Address, _stop.Token);
            Unknown = because;
            Address = found ?? Address with { Room = null, MessageSeq = null };
            Moved?.Invoke(Address, false);
        }

        Unknown ??= Address.Sessions.Where(session => _console.Sessions.Find(session) is null).Select(MessageFinder.Unknown).FirstOrDefault();
        await OpenAsync(Address.At?.Seq);
    }

    /// <summary>The reader wants to see something else.</summary>
    /// <param name="address">What.</param>
    /// <param name="push">Whether going back leads to what is shown now.</param>
    /// <param name="standing">The number of the row at the top, where the stream stands still.</param>
    public async Task GoAsync(TrafficAddress address, bool push = false, long? standing = null)
    {
        var before = Address;
        Address = address;
        Moved?.Invoke(address, push);
        await ShowAsync(before, standing ?? Standing);
    }

    /// <summary>The browser went back or forward.</summary>
    public async Task ArriveAsync(TrafficAddress address)
    {
        var before = Address;
        Address = address;
        await (address.Seeks ? StartAsync() : ShowAsync(before, address.At?.Seq ?? Standing));
        _console.TouchNow();
    }

    /// <summary>Other rows of the same moment: what is selected stays so, by its number.</summary>
    public Task CutAsync(Lens lens, long? standing) =>
        lens == Address.Lens ? Task.CompletedTask : GoAsync(Address with { Lens = lens, At = Address.At is { } at ? new(at.Seq) : null, Bytes = null }, standing: standing);

    /// <summary>Adds a term for a value somebody pointed at.</summary>
    public Task NarrowAsync(FilterField field, string value, bool excludes) =>
        GoAsync(Address with { Filter = Filter.With(Filter.Spell(field, value, excludes)) });

    /// <summary>Selects a row; null for none.</summary>
    public Task SelectAsync(TrafficPlace? place) => place == Address.At ? Task.CompletedTask : GoAsync(Address with { At = place, Bytes = null }, push: true);

    /// <summary>Counts times from a row; from each row's own predecessor when it is the zero already.</summary>
    public void CountFrom(TrafficPlace place)
    {
        var row = Watch.Window.Find(place);
        _zero = _zero is { } zero && row is not null && TrafficPlace.Of(zero) == place ? null : row ?? _zero;
        Look();
    }

    /// <summary>Takes everything up to now off the screen.</summary>
    public Task ClearAsync()
    {
        (_sinceBefore, _clearedAt, _undoable) = (Address.Since, _console.Now, true);
        var before = Address;
        Address = Address with { Since = Math.Max(Watch.NewestSeq, Watch.Window.LastShown?.Seq ?? 0), Paused = null, At = null, Bytes = null };
        Moved?.Invoke(Address, false);
        return ShowAsync(before, null);
    }

    /// <summary>Brings back what the last clearing took away.</summary>
    public Task UndoAsync()
    {
        _undoable = false;
        return GoAsync(Address with { Since = _sinceBefore });
    }

    /// <summary>Puts a mark after the last row.</summary>
    public void Mark() => Watch.Window.Mark(_console.Now);

    /// <summary>Takes over what came: call it when the console changed.</summary>
    public async Task LookAgainAsync()
    {
        var paused = Watch.Mode == LiveMode.Paused ? Address.Paused ?? Watch.Window.LastShown?.Seq ?? Watch.NewestSeq : (long?)null;
        if (Watch.Opened && (paused != Address.Paused || Watch.Address.Since != Address.Since))
        {
            Address = Address with { Paused = paused, Since = Watch.Address.Since };
            Moved?.Invoke(Address, false);
        }

        Look();
        if (Watch is { Opened: true, Window.Rows.Count: 0 } && await Misses.LookAsync(_console, Address, Watch.NewestSeq, _stop.Token))
        {
            _console.Touch();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await Watch.DisposeAsync();
        _stop.Dispose();
    }

    // While it is live another question leaves it live; who stands still goes on standing there.
    private long? Standing => Watch.Mode == LiveMode.Live ? null : Watch.Window.LastShown?.Seq;

    private async Task ShowAsync(TrafficAddress before, long? standing)
    {
        var moved = !Address.AsksLike(before) || (Address.Paused is null != Watch.Mode is not LiveMode.Paused);
        if (moved || (Address.At is { } at && Watch.Window.Find(at) is null && at != before.At))
        {
            Unknown = null;
            await OpenAsync(standing);
        }

        Look();
    }

    private async Task OpenAsync(long? standing)
    {
        Filter = Filter.Parse(Address.Filter);
        _standing = standing;
        await Watch.OpenAsync(Address, standing);
        Look();
        _console.TouchNow();
    }

    private void Look()
    {
        Filter = Filter.Text == Address.Filter ? Filter : Filter.Parse(Address.Filter);
        var window = Watch.Window;
        Selected = Address.At is not { } at ? null
            : window.Find(at) ?? (Selected is { } known && TrafficPlace.Of(known) == at ? Selected : window.Rows.FirstOrDefault(row => row.Seq == at.Seq));
        var standing = _standing is { } seq && Watch.Mode != LiveMode.Live ? window.Rows.LastOrDefault(row => row.Seq <= seq) ?? (window.Rows.Count > 0 ? window.Rows[0] : null) : null;
        window.Look = new TrafficLook(
            Selected is { } selected ? TrafficPlace.Of(selected) : null, _zero, standing is null ? null : TrafficPlace.Of(standing),
            Address.Since is not null, Address.Highlight ? Filter : null);
    }
}
