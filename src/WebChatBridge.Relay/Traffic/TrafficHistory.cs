using WebChatBridge.Protocol;

namespace WebChatBridge.Relay;

/// <summary>Pages of traffic that is kept. It reads all of it, also to say how much would match: what is kept is bounded.</summary>
internal static class TrafficHistory
{
    private const int PageRows = 1_000;

    /// <summary>Reads a page.</summary>
    public static TrafficPage Read(TrafficSources sources, TrafficQuery query)
    {
        var selection = new Selection(query.Request, sources.Patience);
        var limit = Math.Clamp(query.Limit, 1, PageRows);
        var forward = query is { After: not null, Before: null };

        var rows = new NewestRows(PageRows, oldestInstead: forward);
        var (kept, matched) = (0L, 0L);
        foreach (var sight in All(sources, selection.Lens))
        {
            kept++;
            if (!selection.Chooses(sight))
            {
                continue;
            }

            matched++;
            if (forward ? sight.Seq > query.After : sight.Seq < (query.Before ?? long.MaxValue))
            {
                rows.Offer(sight);
            }
        }

        if (selection.GaveUp is { } rejected)
        {
            return new TrafficPage([], More: false, Matched: 0, kept, rejected); // what it found before that is no answer
        }

        var page = Whole(rows.InOrder(), limit, forward);
        return new TrafficPage([.. page.Select(static sight => sight.ToRow())], rows.Count > page.Count, matched, kept);
    }

    /// <summary>All of it, session by session: whoever wants everything need not read everything again for each page.</summary>
    public static IEnumerable<TrafficRow> Rows(TrafficSources sources, TrafficRequest request)
    {
        var selection = new Selection(request, sources.Patience);
        return All(sources, selection.Lens).Where(selection.Chooses).Select(static sight => sight.ToRow());
    }

    private static IEnumerable<Sight> All(TrafficSources sources, Lens lens)
    {
        if (lens == Lens.Events)
        {
            return sources.Events.Read(0).Events.Select(Sight.Of);
        }

        var newest = sources.Newest();
        var everything = new Selection(new TrafficRequest(lens));
        return sources.Sessions().Select(sources.Tap).OfType<Tap>().SelectMany(tap => new TapReader(tap, everything).Read(newest));
    }

    // Pages are asked for by number, and several rows may have one: a page ends where a number does.
    private static List<Sight> Whole(List<Sight> rows, int limit, bool forward)
    {
        if (rows.Count <= limit)
        {
            return rows;
        }

        var (from, to) = forward ? (0, limit) : (rows.Count - limit, rows.Count);
        while (forward && to < rows.Count && rows[to].Seq == rows[to - 1].Seq)
        {
            to++;
        }

        while (from > 0 && rows[from - 1].Seq == rows[from].Seq)
        {
            from--;
        }

        return rows[from..to];
    }
}
