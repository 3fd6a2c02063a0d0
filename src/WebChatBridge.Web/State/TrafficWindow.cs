using WebChatBridge.Protocol;

namespace WebChatBridge.Web.State;

/// <summary>
/// The rows of traffic that are on the screen. Pure: it is told what came and answers lines. Numbers have holes wherever a
/// filter left something out, so gaps are what it was told is missing, never what it guesses from numbers.
/// </summary>
public sealed class TrafficWindow
{
    /// <summary>Rows on the screen at the most; with the lines between them about 200.</summary>
    public const int Size = 190;

    /// <summary>Rows fetched at once when scrolling.</summary>
    public const int Page = 100;

    private readonly List<TrafficRow> _rows = [];
    private readonly List<TrafficGap> _gaps = [];
    private readonly List<TrafficMark> _marks = [];
    private IReadOnlyList<TrafficLine>? _lines;
    private TrafficLook _look = new();
    private long? _before;
    private bool _restarted;

    /// <summary>What is shown, oldest first.</summary>
    public IReadOnlyList<TrafficRow> Rows => _rows;

    /// <summary>The oldest row on the screen; null for none.</summary>
    public TrafficPlace? FirstShown => _rows.Count == 0 ? null : TrafficPlace.Of(_rows[0]);

    /// <summary>The newest row on the screen; null for none.</summary>
    public TrafficPlace? LastShown => _rows.Count == 0 ? null : TrafficPlace.Of(_rows[^1]);

    /// <summary>Whether the oldest row that is kept and matches is on the screen.</summary>
    public bool AtStart { get; private set; }

    /// <summary>How many marks there are.</summary>
    public int Marks => _marks.Count;

    /// <summary>What lines depend on besides rows.</summary>
    public TrafficLook Look
    {
        get => _look;
        set
        {
            if (_look != value)
            {
                _look = value;
                _lines = null;
            }
        }
    }

    /// <summary>What is on the screen, oldest first. The same list until something changes.</summary>
    public IReadOnlyList<TrafficLine> Lines => _lines ??= TrafficLines.Build(_rows, _gaps, _marks, _look, _before, AtStart, _restarted);

    /// <summary>The row at a place; null when it is not on the screen.</summary>
    public TrafficRow? Find(TrafficPlace place) => _rows.Find(row => TrafficPlace.Of(row) == place);

    /// <summary>The row of bytes beside one, on the screen; null when there is none.</summary>
    public TrafficRow? Beside(TrafficPlace place, int step)
    {
        var rows = step < 0 ? _rows.AsEnumerable().Reverse() : _rows;
        return rows.FirstOrDefault(row => step < 0 ? TrafficPlace.Of(row) < place : TrafficPlace.Of(row) > place);
    }

    /// <summary>Shows these rows instead of whatever was shown. Marks stay.</summary>
    /// <param name="rows">In order.</param>
    /// <param name="atStart">Whether there are none before them.</param>
    /// <param name="restarted">Whether the relay was started anew, and numbers with it.</param>
    public void Show(IReadOnlyList<TrafficRow> rows, bool atStart, bool restarted = false)
    {
        _rows.Clear();
        _gaps.Clear();
        (_before, AtStart, _restarted) = (null, atStart, restarted);
        if (restarted)
        {
            _marks.Clear();
        }

        _rows.AddRange(rows);
        _lines = null;
        TrimTop();
    }

    /// <summary>Newer rows came, and before them some that did not.</summary>
    /// <param name="rows">In order.</param>
    /// <param name="skipped">Rows left out before them that are kept.</param>
    /// <param name="lost">Rows before them that are not kept any more.</param>
    public void Append(IReadOnlyList<TrafficRow> rows, long skipped = 0, long lost = 0)
    {
        var last = LastShown;
        if (skipped + lost > 0 && rows.Select(TrafficPlace.Of).Where(place => !(place <= last)).ToList() is [var next, ..])
        {
            _gaps.AddRange(new[] { new TrafficGap(last, next, lost, Kept: false), new TrafficGap(last, next, skipped, Kept: true) }.Where(gap => gap.Count > 0));
        }

        // Under load one session's rows may come after another's newer ones.
        var first = FirstShown;
        Insert([.. rows.Where(row => !(TrafficPlace.Of(row) < first))]);
        TrimTop();
    }

    /// <summary>An older page came; what does not fit any more goes at the bottom.</summary>
    public void Prepend(IReadOnlyList<TrafficRow> rows, bool atStart)
    {
        Insert(rows);
        (AtStart, _before) = (atStart, null);
        if (_rows.Count > Size)
        {
            var cut = Whole(Size, -1);
            _rows.RemoveRange(cut, _rows.Count - cut);
            var last = LastShown;
            _gaps.RemoveAll(gap => gap.Before > last);
        }
    }

    /// <summary>A page came for a gap: it closes, or gets smaller. The bottom gives way.</summary>
    public void Fill(TrafficPlace? after, IReadOnlyList<TrafficRow> rows, bool more)
    {
        if (_gaps.Find(gap => gap.After == after && gap.Kept) is not { } gap)
        {
            return;
        }

        var inside = rows.Where(row => TrafficPlace.Of(row) < gap.Before && !(TrafficPlace.Of(row) <= after)).ToList();
        _gaps.Remove(gap);
        if (more && inside.Count == rows.Count && gap.Count > inside.Count && inside.Count > 0)
        {
            _gaps.Add(gap with { After = TrafficPlace.Of(inside[^1]), Count = gap.Count - inside.Count });
        }

        Prepend(inside, AtStart);
    }

    /// <summary>Puts a mark after the last row.</summary>
    public void Mark(DateTimeOffset now)
    {
        _marks.Add(new TrafficMark(_marks.Count + 1, LastShown, now));
        _lines = null;
    }

    // Pages and pushes may overlap; each row is shown once, in order.
    private void Insert(IReadOnlyList<TrafficRow> rows)
    {
        if (rows.Count == 0)
        {
            return;
        }

        _lines = null;
        if (_rows.Count == 0 || TrafficPlace.Of(rows[0]) > LastShown)
        {
            _rows.AddRange(rows);
            return;
        }

        var known = _rows.Select(TrafficPlace.Of).ToHashSet();
        _rows.AddRange(rows.Where(row => !known.Contains(TrafficPlace.Of(row))));
        _rows.Sort((one, other) => TrafficPlace.Of(one).CompareTo(TrafficPlace.Of(other)));
    }

    // What is cut off is asked for by number again: a cut does not go through rows with the same number, unless all have it.
    private int Whole(int cut, int step)
    {
        var whole = cut;
        while (whole > 0 && whole < _rows.Count && _rows[whole - 1].Seq == _rows[whole].Seq)
        {
            whole += step;
        }

        return whole > 0 && whole < _rows.Count ? whole : cut;
    }

    private void TrimTop()
    {
        if (_rows.Count <= Size)
        {
            return;
        }

        var surplus = Whole(_rows.Count - Size, +1);
        _before = _rows[surplus - 1].At;
        _rows.RemoveRange(0, surplus);
        AtStart = false;
        var first = FirstShown;
        _gaps.RemoveAll(gap => gap.Before <= first);
        _lines = null;
    }
}
