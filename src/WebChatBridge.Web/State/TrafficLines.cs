using WebChatBridge.Protocol;

namespace WebChatBridge.Web.State;

/// <summary>Lays rows, gaps and marks out as lines.</summary>
internal static class TrafficLines
{
    /// <summary>The lines, oldest first.</summary>
    /// <param name="rows">In order.</param>
    /// <param name="gaps">What is missing between them.</param>
    /// <param name="marks">In order.</param>
    /// <param name="look">The rest.</param>
    /// <param name="before">When the row came that stood before the first; null for none.</param>
    /// <param name="atStart">Whether there is none before the first.</param>
    /// <param name="restarted">Whether the relay was started anew.</param>
    public static IReadOnlyList<TrafficLine> Build(
        IReadOnlyList<TrafficRow> rows, List<TrafficGap> gaps, List<TrafficMark> marks, TrafficLook look, long? before, bool atStart, bool restarted)
    {
        var lines = new List<TrafficLine>(rows.Count + 8);
        if (look.Cleared || (rows.Count > 0 && atStart))
        {
            lines.Add(new TrafficLine.Start(look.Cleared, restarted));
        }

        var mark = marks.TakeWhile(one => rows.Count > 0 && (one.After is { } after ? after < TrafficPlace.Of(rows[0]) : !atStart)).Count();
        foreach (var row in rows)
        {
            var place = TrafficPlace.Of(row);
            for (; mark < marks.Count && (marks[mark].After is not { } after || after < place); mark++)
            {
                lines.Add(new TrafficLine.Mark(marks[mark].Number, marks[mark].At));
            }

            lines.AddRange(gaps.Where(gap => gap.Before == place).Select(gap => new TrafficLine.Gap(gap.After, gap.Count, gap.Kept)));
            lines.Add(new TrafficLine.Entry(row, row.At - (look.Zero?.At ?? before), State(row, place, look)));
            before = row.At;
        }

        lines.AddRange(marks.Skip(mark).Select(one => new TrafficLine.Mark(one.Number, one.At)));
        return lines;
    }

    private static EntryState State(TrafficRow row, TrafficPlace place, TrafficLook look) =>
        (place == look.Selected ? EntryState.Selected : EntryState.None)
        | (look.Zero is { } zero && TrafficPlace.Of(zero) == place ? EntryState.Zero : EntryState.None)
        | (place == look.Standing ? EntryState.Standing : EntryState.None)
        | (look.Highlight is { IsEmpty: false } filter && filter.Matches(row) ? EntryState.Matching : EntryState.None);
}
