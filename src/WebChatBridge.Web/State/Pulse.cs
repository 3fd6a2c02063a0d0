namespace WebChatBridge.Web.State;

/// <summary>
/// Turns any number of "something changed" into at most one beat per interval, the first at once. Used on one thread at a
/// time (a circuit's dispatcher); the timer comes back to it by the synchronization context it was made in.
/// </summary>
internal sealed class Pulse : IDisposable
{
    /// <summary>8 Hz: quicker is not read, only paid for.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(125);

    /// <summary>4 Hz: for numbers beside what is read.</summary>
    public static readonly TimeSpan NumbersInterval = TimeSpan.FromMilliseconds(250);

    private readonly TimeProvider _time;
    private readonly Action _beat;
    private readonly SynchronizationContext? _home = SynchronizationContext.Current;
    private readonly ITimer _timer;
    private long? _last;
    private TimeSpan _pace;
    private bool _due;

    public Pulse(TimeProvider time, Action beat)
    {
        _time = time;
        _beat = beat;
        _timer = time.CreateTimer(_ => GoHome(Fire), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Asks for a beat: now if the last one is long enough ago, else as soon as it is.</summary>
    public void Ask() => Ask(Interval);

    /// <summary>Asks for a beat at the latest by the numbers' slower pace.</summary>
    public void AskForNumbers() => Ask(NumbersInterval);

    /// <summary>Beats at once: for what the reader did himself.</summary>
    public void Now() => Ask(TimeSpan.Zero);

    /// <summary>Runs something on the thread this was made for.</summary>
    public void GoHome(Action what)
    {
        if (_home is null)
        {
            what();
        }
        else
        {
            _home.Post(_ => what(), null);
        }
    }

    public void Dispose() => _timer.Dispose();

    private void Ask(TimeSpan interval)
    {
        if (_due && interval >= _pace)
        {
            return;
        }

        var wait = _last is { } last ? interval - _time.GetElapsedTime(last) : TimeSpan.Zero;
        (_due, _pace) = (true, interval);
        if (wait <= TimeSpan.Zero)
        {
            Fire();
        }
        else
        {
            _timer.Change(wait, Timeout.InfiniteTimeSpan);
        }
    }

    private void Fire()
    {
        if (!_due)
        {
            return;
        }

        _due = false;
        _last = _time.GetTimestamp();
        _beat();
    }
}
