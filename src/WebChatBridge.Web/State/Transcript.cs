using WebChatBridge.Protocol;

namespace WebChatBridge.Web.State;

/// <summary>
/// The part of a room's messages that is on the screen, and whether it moves. Pure: it is told what came and what the reader
/// did, and answers rows. Everything it counts comes from the room's gapless sequence numbers, so nothing can be lost by
/// not looking.
/// </summary>
public sealed class Transcript
{
    /// <summary>Messages on the screen at the most; with the rows between them about 200.</summary>
    public const int Window = 180;

    /// <summary>Messages fetched at once when scrolling.</summary>
    public const int Page = 100;

    private const int NamesWaiting = 3;
    private const int EventsKept = 500;

    private readonly Firehose<ChatMessage> _firehose = new();
    private readonly LiveSwitch _live = new();
    private readonly List<ChatMessage> _messages = [];
    private readonly List<RoomEvent> _events = [];
    private readonly List<string> _waitingFrom = [];
    private readonly Dictionary<long, Receipt> _receipts = [];
    private readonly HintBook _hints = new();
    private IReadOnlyList<Row>? _rows;
    private TimeZoneInfo _zone = TimeZoneInfo.Utc;
    private long _firstStored;
    private long _seen;
    private long _catchUp;

    /// <summary>Whether it moves.</summary>
    public LiveMode Mode => _live.Mode;

    /// <summary>When it was paused; null unless it is.</summary>
    public DateTimeOffset? PausedAt => _live.PausedAt;

    /// <summary>The newest message on the screen; 0 for none.</summary>
    public long LastShown => _messages.Count == 0 ? 0 : _messages[^1].Seq;

    /// <summary>The oldest message on the screen; 0 for none.</summary>
    public long FirstShown => _messages.Count == 0 ? 0 : _messages[0].Seq;

    /// <summary>The newest message the room is known to have.</summary>
    public long Newest { get; private set; }

    /// <summary>Messages that came since the reader stopped following.</summary>
    public long New => Mode == LiveMode.Live ? 0 : Math.Max(0, Newest - _seen);

    /// <summary>Messages between the last one on the screen and the newest.</summary>
    public long Below => Math.Max(0, Newest - LastShown);

    /// <summary>Who is known to have sent what is <see cref="New"/>; the first few.</summary>
    public IReadOnlyList<string> NewFrom => _waitingFrom;

    /// <summary>Whether the oldest stored message is on the screen.</summary>
    public bool AtStart => _messages.Count == 0 || _messages[0].Seq <= Math.Max(1, _firstStored);

    /// <summary>How many come a second while only a part of them is shown; null while all are.</summary>
    public int? FirehoseRate => Mode == LiveMode.Live && _firehose.Open ? _firehose.PerSecond : null;

    /// <summary>After this message what follows is unread; null for no divider.</summary>
    public long? UnreadAfter { get; private set; }

    /// <summary>The message the address points at.</summary>
    public long? Marked { get; private set; }

    /// <summary>What is on the screen, oldest first. The same list until something changes.</summary>
    public IReadOnlyList<Row> Rows => _rows ??= TranscriptRows.Build(
        _messages, _events, _receipts, new RowContext(_zone, AtStart, _firstStored > 1, UnreadAfter, Marked) { Hints = _hints.BySeq });

    /// <summary>The zone that decides where a day begins.</summary>
    public TimeZoneInfo Zone
    {
        get => _zone;
        set
        {
            _zone = value;
            _rows = null;
        }
    }

    /// <summary>Shows a page instead of whatever was shown.</summary>
    public void Show(HistoryPage page, LiveMode mode, DateTimeOffset now, long? marked = null)
    {
        _messages.Clear();
        _events.Clear();
        _firehose.Reset();
        Marked = marked;
        _live.Begin(mode, now);
        Take(page);
        Insert(page.Messages);
        _seen = mode == LiveMode.Live ? Math.Max(Newest, LastShown) : LastShown;
    }

    /// <summary>New messages came. They are shown if it is live, else only counted.</summary>
    public void Append(IReadOnlyList<ChatMessage> messages, DateTimeOffset now)
    {
        if (messages.Count > 0)
        {
            Hear(messages[^1].Seq, messages[^1].From.Name);
        }

        if (Mode != LiveMode.Live)
        {
            return;
        }

        // What had come before somebody looked again is caught up with; only what comes now can be too much.
        var shown = LastShown;
        Insert([.. messages.Where(message => message.Seq > shown && message.Seq <= _catchUp)]);
        Insert(_firehose.Pass([.. messages.Where(message => message.Seq > Math.Max(shown, _catchUp))], now));
        TrimTop();
        _seen = Math.Max(_seen, Newest);
    }

    /// <summary>Time passed: lets through what the firehose held. True when rows changed.</summary>
    public bool Tick(DateTimeOffset now)
    {
        var (last, open) = (LastShown, _firehose.Open);
        Append([], now);
        return last != LastShown || open != _firehose.Open;
    }

    /// <summary>Somebody came, went or was renamed.</summary>
    public void Note(IReadOnlyList<RoomEvent> events)
    {
        _events.AddRange(events.Where(one => !_events.Contains(one)));
        _events.Sort((one, other) => (one.AfterSeq, one.At).CompareTo((other.AfterSeq, other.At)));
        if (_events.Count > EventsKept)
        {
            _events.RemoveRange(0, _events.Count - EventsKept);
        }

        _rows = null;
    }

    /// <summary>Something was found in the bytes of messages, on the screen or not yet.</summary>
    public void Flag(IReadOnlyList<MessageHint> hints)
    {
        if (hints.Count > 0)
        {
            _hints.Add(hints);
            _rows = null;
        }
    }

    /// <summary>The room has this newest message now, whether or not it was sent to us.</summary>
    public void Hear(long newest, string? from)
    {
        if (newest <= Newest)
        {
            return;
        }

        Newest = newest;
        if (Mode != LiveMode.Live && from is not null && _waitingFrom.Count < NamesWaiting && !_waitingFrom.Contains(from))
        {
            _waitingFrom.Add(from);
        }
    }

    /// <summary>The reader scrolled up.</summary>
    public void Release()
    {
        if (_live.Release())
        {
            StandStill();
        }
    }

    /// <summary>The reader said stop.</summary>
    public void Pause(DateTimeOffset now)
    {
        if (_live.Pause(now))
        {
            StandStill();
        }
    }

    /// <summary>The reader wants the end again. What is missing there has to be appended.</summary>
    public void GoLive()
    {
        _live.GoLive();
        Marked = null;
        _seen = _catchUp = Newest;
        _waitingFrom.Clear();
        _firehose.Reset();
        TrimTop();
    }

    /// <summary>An older page came; what does not fit any more goes at the bottom.</summary>
    public void Prepend(HistoryPage page)
    {
        Take(page);
        Insert(page.Messages);
        if (_messages.Count > Window)
        {
            _messages.RemoveRange(Window, _messages.Count - Window);
        }
    }

    /// <summary>A newer page came (or the newest, far from here: the numbers between are a gap); the top gives way.</summary>
    public void Extend(HistoryPage page)
    {
        Take(page);
        Insert(page.Messages);
        TrimTop();
    }

    /// <summary>What follows this message is unread; null for no divider.</summary>
    public void Divide(long? after)
    {
        UnreadAfter = after;
        _rows = null;
    }

    /// <summary>A message said here was stored and written.</summary>
    public void Confirm(long seq, Receipt receipt)
    {
        _receipts[seq] = receipt;
        _rows = null;
    }

    private void StandStill()
    {
        _seen = _firehose.Open ? LastShown : Math.Max(LastShown, Newest);
        _firehose.Reset();
    }

    private void Take(HistoryPage page)
    {
        _firstStored = page.FirstSeq;
        Newest = Math.Max(Newest, page.LastSeq);
        Note(page.Events);
    }

    // Pages and pushes may overlap; each number is shown once, in order.
    private void Insert(IReadOnlyList<ChatMessage> messages)
    {
        if (messages.Count == 0)
        {
            return;
        }

        if (messages[0].Seq > LastShown)
        {
            _messages.AddRange(messages);
        }
        else
        {
            var known = _messages.Select(message => message.Seq).ToHashSet();
            _messages.AddRange(messages.Where(message => !known.Contains(message.Seq)));
            _messages.Sort((one, other) => one.Seq.CompareTo(other.Seq));
        }

        _rows = null;
    }

    private void TrimTop()
    {
        if (_messages.Count > Window)
        {
            _messages.RemoveRange(0, _messages.Count - Window);
            _rows = null;
        }
    }
}
