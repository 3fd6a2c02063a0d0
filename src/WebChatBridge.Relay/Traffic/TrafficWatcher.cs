using WebChatBridge.Protocol;

namespace WebChatBridge.Relay;

/// <summary>
/// Somebody looking at traffic. Nothing is brought to it: each time it is asked it reads, from the sessions that have something
/// new, what is new. So traffic costs the relay nothing while nobody looks, and a slow reader only misses rows, which are
/// counted. Pure but for the clock; called by one reader.
/// </summary>
public sealed class TrafficWatcher
{
    /// <summary>Most rows of one batch; the newest win.</summary>
    public const int BatchRows = 200;

    // What one look may read before it leaves the rest to the next.
    private const int LookBytes = 4 * 1024 * 1024;
    private const int LookRows = 20_000;

    // A frame is shown when its message has had the time to get its place in a room.
    private static readonly TimeSpan Settling = TimeSpan.FromMilliseconds(100);

    private readonly TrafficSources sources;
    private readonly TrafficRequest request;
    private readonly Selection selection;
    private readonly Dictionary<long, TapReader> readers = [];
    private readonly Queue<(DateTimeOffset At, long Newest)> settling = new();
    private long settled;
    private long eventsRead;
    private long seen;
    private long matched;
    private int turn;
    private bool begun;

    internal TrafficWatcher(TrafficSources sources, TrafficRequest request)
    {
        (this.sources, this.request) = (sources, request);
        selection = new Selection(request, sources.Patience);
        settling.Enqueue((sources.Time.GetUtcNow(), sources.Newest()));
    }

    /// <summary>Whether a first batch that is asked for a little later has more to say: the places of messages in their rooms.</summary>
    public bool WaitsForPlaces => selection.Lens == Lens.Messages;

    /// <summary>Why it finds nothing any more: a pattern of its filter took too long. Null while that is not so.</summary>
    public Rejection? GaveUp => selection.GaveUp;

    /// <summary>What came since the last call; what is kept, the first time.</summary>
    public TrafficBatch Next()
    {
        var rows = new NewestRows(request.CountOnly ? 0 : BatchRows);
        var newest = sources.Newest(); // before the rings are asked: they have everything up to it
        var lost = selection.Lens == Lens.Events ? ReadEvents(rows) : ReadTaps(rows, selection.Lens == Lens.Chunks ? newest : Settled(newest));
        var shown = rows.InOrder();
        matched += rows.Count;
        var batch = new TrafficBatch
        {
            Snapshot = !begun,
            Rows = shown.ConvertAll(static sight => sight.ToRow()),
            Skipped = rows.Count - shown.Count,
            Lost = lost,
            Seen = seen,
            Matched = matched,
            Newest = newest,
        };
        begun = true;
        return batch;
    }

    private long ReadEvents(NewestRows rows)
    {
        var (events, gone) = sources.Events.Read(eventsRead);
        var lost = begun ? gone : 0;
        eventsRead += gone + events.Count;
        foreach (var happened in events)
        {
            if (selection.Wants(happened.Session))
            {
                Take(Sight.Of(happened), rows);
            }
        }

        return lost;
    }

    private long Settled(long newest)
    {
        var now = sources.Time.GetUtcNow();
        settling.Enqueue((now, newest));
        settled = begun ? settled : newest; // who does not wait is shown all there is
        while (settling.TryPeek(out var oldest) && now - oldest.At >= Settling)
        {
            settled = oldest.Newest;
            settling.Dequeue();
        }

        return settled;
    }

    private long ReadTaps(NewestRows rows, long upTo)
    {
        var waiting = Readers().Where(static reader => reader.HasNews).ToList();
        var (left, before, lost) = (LookBytes, seen, 0L);
        for (var i = 0; i < waiting.Count; i++)
        {
            // The next look begins where this one stops, so that a busy session does not hide the others.
            if (begun && (left <= 0 || seen - before > LookRows))
            {
                turn = (turn + i) % waiting.Count;
                return lost;
            }

            var reader = waiting[(turn + i) % waiting.Count];
            foreach (var sight in reader.Read(upTo, begun ? left : int.MaxValue))
            {
                Take(sight, rows);
            }

            left -= (int)reader.Bytes;
            lost += reader.Lost;
        }

        turn = 0;
        return lost;
    }

    private List<TapReader> Readers()
    {
        var there = new List<TapReader>(readers.Count);
        foreach (var session in sources.Sessions().Where(session => selection.Wants(session.Id)))
        {
            if (readers.TryGetValue(session.Id, out var reader))
            {
                there.Add(reader);
            }
            else if (sources.Tap(session) is { } tap)
            {
                readers[session.Id] = reader = new TapReader(tap, selection);
                there.Add(reader);
            }
        }

        if (readers.Count > 2 * there.Count + 100)
        {
            var known = there.Select(static reader => reader.Tap.Id).ToHashSet();
            foreach (var gone in readers.Keys.Where(session => !known.Contains(session)).ToList())
            {
                readers.Remove(gone);
            }
        }

        return there;
    }

    private void Take(Sight sight, NewestRows rows)
    {
        if (request.After is { } after && sight.Seq <= after)
        {
            return;
        }

        seen++;
        if (selection.Wants(sight))
        {
            rows.Offer(sight);
        }
    }
}
