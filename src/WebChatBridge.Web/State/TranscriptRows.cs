using WebChatBridge.Protocol;

namespace WebChatBridge.Web.State;

/// <summary>Lays messages and events out as rows: days, gaps, the unread divider, condensed comings and goings.</summary>
internal sealed class TranscriptRows
{
    private static readonly TimeSpan OneBreath = TimeSpan.FromMinutes(2);

    private const int NamedEvery = 10;

    private readonly List<Row> _rows = [];
    private readonly RowContext _context;
    private readonly IReadOnlyList<RoomEvent> _events;
    private int _event;
    private DateOnly? _day;
    private ChatMessage? _last;

    private TranscriptRows(IReadOnlyList<RoomEvent> events, RowContext context) => (_events, _context) = (events, context);

    /// <summary>The rows, oldest first.</summary>
    /// <param name="messages">By sequence number; a step of more than one is a gap.</param>
    /// <param name="events">By the message they came after.</param>
    /// <param name="receipts">Of messages said here, by sequence number.</param>
    /// <param name="context">The rest.</param>
    public static IReadOnlyList<Row> Build(
        IReadOnlyList<ChatMessage> messages, IReadOnlyList<RoomEvent> events, IReadOnlyDictionary<long, Receipt> receipts, RowContext context)
    {
        var build = new TranscriptRows(events, context);
        if (context.AtStart && messages.Count > 0)
        {
            build._rows.Add(new Row.Start(context.Trimmed));
        }

        build.SkipEventsBefore(messages.Count > 0 ? messages[0].Seq - 1 : 0);
        foreach (var message in messages)
        {
            build.AddEventsBefore(message.Seq);
            build.Add(message, receipts.GetValueOrDefault(message.Seq));
        }

        // Beyond the last message on the screen stands only what happened right after it.
        build.AddEventsBefore((messages.Count > 0 ? messages[^1].Seq : long.MaxValue - 1) + 1);
        return build._rows;
    }

    private void SkipEventsBefore(long seq)
    {
        while (_event < _events.Count && _events[_event].AfterSeq < seq)
        {
            _event++;
        }
    }

    private void AddEventsBefore(long seq)
    {
        var run = new List<RoomEvent>();
        while (_event < _events.Count && _events[_event].AfterSeq < seq)
        {
            run.Add(_events[_event++]);
        }

        if (run.Count == 0)
        {
            return;
        }

        AddDay(run[0].At);
        _rows.Add(new Row.Presence($"{run[0].AfterSeq}", PresenceSentence.Of(run), run[0].At, run[^1].At));
        _last = null;
    }

    private void Add(ChatMessage message, Receipt? receipt)
    {
        var previous = _rows.Count > 0 && _rows[^1] is Row.Message row ? row.Content.Seq : LastSeq();
        if (previous > 0 && message.Seq > previous + 1)
        {
            _rows.Add(new Row.Gap(previous, message.Seq - previous - 1));
            _last = null;
        }

        AddDay(message.At);
        if (_context.UnreadAfter is { } after && previous <= after && message.Seq > after && !_rows.OfType<Row.Unread>().Any())
        {
            _rows.Add(new Row.Unread(message.At));
            _last = null;
        }

        _rows.Add(new Row.Message(message, Continues(message), receipt, message.Seq == _context.Marked)
        {
            Hints = _context.Hints.GetValueOrDefault(message.Seq, []),
        });
        _last = message;
    }

    // Every tenth row says again who speaks: a burst would fill the screen without a name. By number and not by place, so
    // that rows do not change when those above them go.
    private bool Continues(ChatMessage message) =>
        message.Seq % NamedEvery != 0 && _last is { } last && last.From.Id == message.From.Id && last.From.Name == message.From.Name && message.At - last.At <= OneBreath;

    private void AddDay(DateTimeOffset at)
    {
        var day = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, _context.Zone).Date);
        if (_day is null || day > _day)
        {
            _rows.Add(new Row.Day(day));
            (_day, _last) = (day, null);
        }
    }

    private long LastSeq()
    {
        for (var i = _rows.Count - 1; i >= 0; i--)
        {
            if (_rows[i] is Row.Message message)
            {
                return message.Content.Seq;
            }
        }

        return 0;
    }
}
