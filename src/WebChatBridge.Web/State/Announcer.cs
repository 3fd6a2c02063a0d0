namespace WebChatBridge.Web.State;

/// <summary>
/// Keeps a screen reader usable in a busy room: while rows are not read out one by one, it says at most every five seconds
/// how many came.
/// </summary>
internal sealed class Announcer
{
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(3);

    private readonly Queue<(DateTimeOffset At, long Count)> _recent = new();
    private long _heard;
    private long _said;
    private DateTimeOffset _saidAt;
    private bool _begun;

    /// <summary>Whether more come than can be read out: over one in three seconds.</summary>
    public bool Busy { get; private set; }

    /// <summary>What is to be said; the same text until there is something else to say.</summary>
    public string Text { get; private set; } = "";

    /// <summary>Looks at the room.</summary>
    /// <param name="room">What it is called.</param>
    /// <param name="newest">Its newest message.</param>
    /// <param name="readOut">Whether rows are being shown, so that a quiet room reads itself out.</param>
    /// <param name="now">Now.</param>
    public void Look(string room, long newest, bool readOut, DateTimeOffset now)
    {
        if (!_begun)
        {
            (_begun, _heard, _said, _saidAt) = (true, newest, newest, now);
        }

        if (newest > _heard)
        {
            _recent.Enqueue((now, newest - _heard));
            _heard = newest;
        }

        while (_recent.TryPeek(out var oldest) && now - oldest.At > Window)
        {
            _recent.Dequeue();
        }

        Busy = _recent.Sum(one => one.Count) > 1;
        if (readOut && !Busy)
        {
            _said = newest;
        }
        else if (newest > _said && now - _saidAt >= Quiet)
        {
            Text = $"{newest - _said:N0} new in {room}";
            (_said, _saidAt) = (newest, now);
        }
    }
}
