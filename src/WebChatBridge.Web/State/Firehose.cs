using WebChatBridge.Protocol;

namespace WebChatBridge.Web.State;

/// <summary>
/// Nobody reads a thousand rows a second. Above <see cref="On"/> a second, messages are held and let through once a second:
/// the last <see cref="On"/> of them. The sequence numbers tell how many were left out; all of them are in the log.
/// </summary>
internal sealed class Firehose
{
    /// <summary>Rows a second that are still shown one by one.</summary>
    public const int On = 50;

    private const int Off = 40;
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);
    private readonly RateMeter _rate = new();
    private readonly List<ChatMessage> _held = [];
    private DateTimeOffset _letThrough;

    /// <summary>Whether messages are being left out.</summary>
    public bool Open { get; private set; }

    /// <summary>Messages of the last second.</summary>
    public int PerSecond => _rate.PerSecond;

    /// <summary>Takes what came and answers what is to be shown now.</summary>
    public IReadOnlyList<ChatMessage> Pass(IReadOnlyList<ChatMessage> messages, DateTimeOffset now)
    {
        _rate.Add(messages.Count, now);
        var open = _rate.PerSecond > (Open ? Off : On);
        if (open && !Open)
        {
            _letThrough = now;
        }

        Open = open;
        _held.AddRange(messages);
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

    private List<ChatMessage> Empty()
    {
        List<ChatMessage> all = [.. _held];
        _held.Clear();
        return all;
    }
}
