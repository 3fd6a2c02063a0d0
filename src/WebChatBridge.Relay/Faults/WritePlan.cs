using System.Globalization;
using WebChatBridge.Protocol;

namespace WebChatBridge.Relay;

/// <summary>In what pieces what waits is to leave, and when. Pure.</summary>
internal static class WritePlan
{
    /// <summary>What becomes of what waits.</summary>
    /// <param name="how">The misbehaviour that is on; null for none.</param>
    /// <param name="waiting">What waits, at least one; the oldest first.</param>
    /// <param name="from">Place of the first byte that waits.</param>
    /// <param name="now">The time, counted like <see cref="Unit.At"/>.</param>
    public static Step Next(Misbehaviour? how, IReadOnlyList<Unit> waiting, long from, TimeSpan now)
    {
        // Bytes sent by hand leave in a write of their own, as somebody wrote them.
        if (waiting[0].Note is { } note)
        {
            var alone = how?.Kind == MisbehaviourKind.Delay ? Delayed(how, waiting, 1, from, now) : Leave(waiting, 1, from);
            return Cut(alone with { ByHand = note }, how);
        }

        var together = 1;
        while (together < waiting.Count && waiting[together].Note is null)
        {
            together++;
        }

        return how?.Kind switch
        {
            MisbehaviourKind.Merge => Merged(how, waiting, together, from, now),
            MisbehaviourKind.Delay => Delayed(how, waiting, together, from, now),
            _ => Cut(Leave(waiting, together, from), how),
        };
    }

    /// <summary>The same bytes, in the pieces that a misbehaviour cuts: it may have been switched off or over meanwhile.</summary>
    public static Step Cut(Step step, Misbehaviour? how) => how?.Kind switch
    {
        MisbehaviourKind.Slice => step with
        {
            Piece = how.Bytes,
            Gap = TimeSpan.FromMilliseconds(how.Gap),
            Done = step.Bytes > how.Bytes ? string.Create(CultureInfo.InvariantCulture, $"sliced to {how.Bytes:N0} B") : null,
        },
        MisbehaviourKind.Merge or MisbehaviourKind.Delay => step,
        _ => step with { Piece = Flush.WriteBytes, Gap = TimeSpan.Zero, Done = null },
    };

    private static Step Merged(Misbehaviour how, IReadOnlyList<Unit> waiting, int together, long from, TimeSpan now)
    {
        var patience = TimeSpan.FromMilliseconds(how.Gap);
        var (count, waited) = (Math.Min(together, how.Messages), now - waiting[0].At);
        if (count < how.Messages && together == waiting.Count && waited < patience)
        {
            return new Step(0, 0, patience - waited);
        }

        var all = Leave(waiting, count, from);
        return all with
        {
            Piece = all.Bytes,
            Done = string.Create(CultureInfo.InvariantCulture, $"merged {count:N0} {(count == 1 ? "message" : "messages")}"),
        };
    }

    private static Step Delayed(Misbehaviour how, IReadOnlyList<Unit> waiting, int together, long from, TimeSpan now)
    {
        var delay = TimeSpan.FromMilliseconds(how.Gap);
        var due = 0;
        while (due < together && now - waiting[due].At >= delay)
        {
            due++;
        }

        return due == 0
            ? new Step(0, 0, delay - (now - waiting[0].At))
            : Leave(waiting, due, from) with { Done = string.Create(CultureInfo.InvariantCulture, $"delayed {how.Gap:N0} ms") };
    }

    private static Step Leave(IReadOnlyList<Unit> waiting, int count, long from) => new((int)(waiting[count - 1].End - from), count, TimeSpan.Zero);
}
