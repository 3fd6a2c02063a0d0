namespace WebChatBridge.Web.State;

/// <summary>
/// Nobody reads a thousand rows a second. Above <see cref="ILiveStream.ShownPerSecond"/>, rows are held and let through once a
/// second: the last so many of them. All of them are stored.
/// </summary>
/// <typeparam name="T">The rows.</typeparam>
internal sealed class Firehose<T>
{
    private const int On = ILiveStream.ShownPerSecond;
    private const int Off = 40;
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);
    private readonly RateMeter _rate = new();
    private readonly List<T> _held = [];
    private DateTimeOffset _letThrough;

    /// <summary>Whether rows are being left out.</summary>
    public bool Open { get; private set; }

    /// <summary>Rows of the last second.</summary>
    public int PerSecond => _rate.PerSecond;

    /// <summary>Takes what came and answers what is to be shown now.</summary>
    public IReadOnlyList<T> Pass(IReadOnlyList<T> rows, DateTimeOffset now)
    {
        _rate.Add(rows.Count, now);
        var open = _rate.PerSecond > (Open ? Off : On);
        if (open && !Open)
        {
            _letThrough = now;
        }

        Open = open;
        _held.AddRange(rows);
        if (_held.Count > On && open)
        {
            _held.RemoveRange(0, _held.Count - On);
        }

        if (open && now - _letThrough < Period)
        {
            return [];
        }

        _letThrough = now;
        return Empty();
    }

    /// <summary>Forgets what is held: the reader stopped looking at the end.</summary>
    public void Reset()
    {
        _held.Clear();
        Open = false;
    }

    private List<T> Empty()
    {
        List<T> all = [.. _held];
        _held.Clear();
        return all;
    }
}
