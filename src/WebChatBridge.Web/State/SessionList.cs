using WebChatBridge.Protocol;

namespace WebChatBridge.Web.State;

/// <summary>
/// The rows of the Sessions page. While they are pointed at or focused nothing moves: rows keep their places, ended ones stay
/// where they were, new ones come last.
/// </summary>
public sealed class SessionList
{
    /// <summary>More rows than this are not shown; a filter finds the others.</summary>
    public const int MaxRows = 200;

    private List<SessionInfo> _rows = [];
    private List<SessionInfo> _sorted = [];
    private SessionQuery _shown = new();
    private bool _filled;

    /// <summary>What is shown, in order.</summary>
    public IReadOnlyList<SessionInfo> Rows => _rows;

    /// <summary>Sessions that match.</summary>
    public int Matching { get; private set; }

    /// <summary>Sessions in this tab, before the filter.</summary>
    public int Total { get; private set; }

    /// <summary>True while somebody points at the rows, or the focus is in them.</summary>
    public bool Held { get; private set; }

    /// <summary>True while the order shown is not the one it should be.</summary>
    public bool OrderChanged { get; private set; }

    /// <summary>Takes over what is known now.</summary>
    public void Show(SessionBook book, SessionQuery query)
    {
        var tab = query.Closed ? book.Closed : book.Open;
        var filter = SessionFilter.Parse(query.Filter);
        var matching = tab.Where(filter.Matches).ToList();
        Total = tab.Count;
        Matching = matching.Count;
        _sorted = [.. Sort(matching, query).Take(MaxRows)];

        // Another question is a wish to see another order, wherever the pointer is.
        var asked = _filled && query with { Selected = null } == _shown with { Selected = null };
        (_shown, _filled) = (query, true);
        if (Held && asked)
        {
            Keep(book);
        }
        else
        {
            Reorder();
        }
    }

    /// <summary>
    /// Holds the rows where they are, or lets them go to their places when they are shown next: the focus that moves from row
    /// to row lets go for a moment, too.
    /// </summary>
    public void Hold(bool held) => Held = held;

    /// <summary>Puts every row in its place now.</summary>
    public void Reorder()
    {
        _rows = _sorted;
        OrderChanged = false;
    }

    private void Keep(SessionBook book)
    {
        var kept = _rows.Select(row => book.Find(row.Id) ?? row).ToList();
        var ids = kept.Select(row => row.Id).ToHashSet();
        kept.AddRange(_sorted.Where(row => !ids.Contains(row.Id)).Take(MaxRows - kept.Count));
        _rows = kept;
        OrderChanged = !_rows.Select(row => row.Id).SequenceEqual(_sorted.Select(row => row.Id));
    }

    private static IEnumerable<SessionInfo> Sort(List<SessionInfo> sessions, SessionQuery query)
    {
        Func<SessionInfo, IComparable?>? key = query.Sort switch
        {
            SessionColumn.Name => session => session.Name.ToUpperInvariant(),
            SessionColumn.Remote => session => session.Remote,
            SessionColumn.Room => session => session.Room,
            SessionColumn.Up => session => -(session.ClosedAt ?? session.OpenedAt).UtcTicks,
            SessionColumn.Idle => session => -(session.LastIn ?? session.OpenedAt).UtcTicks,
            SessionColumn.In => session => session.BytesIn,
            SessionColumn.Out => session => session.BytesOut,
            SessionColumn.Queue => session => session.QueuedBytes,
            _ => null,
        };
        return key is null ? sessions : query.Descending ? sessions.OrderByDescending(key) : sessions.OrderBy(key);
    }
}
