using System.Runtime.InteropServices;

namespace WebChatBridge.Promises.Tests;

/// <summary>
/// What the clients of one room did and were told, and the check of its history against it: acked ⊆ stored ⊆ attempted, each
/// once, each where its acknowledgement said, what anybody was given among them. A text begins with the id of its message.
/// Safe for many threads.
/// </summary>
internal sealed class Ledger
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, string> attempted = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Told> acked = new(StringComparer.Ordinal);
    private readonly Dictionary<long, (string Text, long Mark)> seen = [];
    private readonly List<Finding> contradictions = [];

    public int Attempted => Count(() => attempted.Count);

    public int Acked => Count(() => acked.Count);

    public int Seen => Count(() => seen.Count);

    /// <summary>The id a text begins with.</summary>
    public static string IdOf(string text) => text.IndexOf(' ', StringComparison.Ordinal) is > 0 and var end ? text[..end] : text;

    /// <summary>It is about to be written to a socket; the same again for a repeat.</summary>
    public void Attempt(string text)
    {
        lock (gate)
        {
            attempted[IdOf(text)] = text;
        }
    }

    /// <summary>Its sender was told that it is stored.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="seq">Where.</param>
    /// <param name="mark">When, on the scale of <see cref="Check"/>; it may be late, never early.</param>
    public void Acknowledge(string id, long seq, long mark = 0)
    {
        lock (gate)
        {
            if (!acked.TryAdd(id, new Told(seq, mark)) && acked[id].Seq != seq)
            {
                contradictions.Add(new Finding(Breach.AckedElsewhere, $"{id} was acknowledged at {acked[id].Seq} and at {seq}"));
            }
        }
    }

    /// <summary>Somebody was given it.</summary>
    public void See(long seq, string text, long mark = 0)
    {
        lock (gate)
        {
            if (!seen.TryAdd(seq, (text, mark)) && seen[seq].Text != text)
            {
                contradictions.Add(new Finding(Breach.SeenIsLost, $"{IdOf(seen[seq].Text)} and {IdOf(text)} were both given as {seq}"));
            }
        }
    }

    /// <summary>What was sent and not acknowledged, in the order in which it was sent first.</summary>
    public IReadOnlyList<string> Open()
    {
        lock (gate)
        {
            return [.. attempted.Where(text => !acked.ContainsKey(text.Key)).Select(text => text.Value)];
        }
    }

    /// <summary>
    /// Everything that is wrong with this history, oldest first, whose first number must be 1. Only what was told up to the
    /// mark counts: later words are no promise of a disk as it was before.
    /// </summary>
    public IReadOnlyList<Finding> Check(IReadOnlyList<Kept> history, long mark = long.MaxValue)
    {
        lock (gate)
        {
            var places = new Dictionary<string, long>(StringComparer.Ordinal);
            return [.. contradictions, .. history.SelectMany((kept, i) => Look(kept, i + 1, places)), .. Missing(places, mark), .. Unseen(history, mark)];
        }
    }

    private IEnumerable<Finding> Look(Kept kept, long expected, Dictionary<string, long> places)
    {
        var id = IdOf(kept.Text);
        if (kept.Seq != expected)
        {
            yield return new Finding(Breach.Gap, $"number {expected} of the history is {kept.Seq}");
        }

        if (!places.TryAdd(id, kept.Seq))
        {
            yield return new Finding(Breach.Doubled, $"{id} is at {places[id]} and at {kept.Seq}");
        }

        if (!attempted.TryGetValue(id, out var sent))
        {
            yield return new Finding(Breach.NeverSent, $"{id} at {kept.Seq}");
        }
        else if (sent != kept.Text)
        {
            yield return new Finding(Breach.Changed, $"{id} at {kept.Seq} has {kept.Text.Length} characters; {sent.Length} were sent");
        }
    }

    private IEnumerable<Finding> Missing(Dictionary<string, long> places, long mark)
    {
        foreach (var (id, told) in acked.Where(ack => ack.Value.Mark <= mark))
        {
            if (!places.TryGetValue(id, out var seq))
            {
                yield return new Finding(Breach.AckedIsLost, $"{id}, acknowledged at {told.Seq}");
            }
            else if (seq != told.Seq)
            {
                yield return new Finding(Breach.AckedElsewhere, $"{id} was acknowledged at {told.Seq} and is at {seq}");
            }
        }
    }

    private IEnumerable<Finding> Unseen(IReadOnlyList<Kept> history, long mark)
    {
        var there = new HashSet<Kept>(history);
        return seen
            .Where(given => given.Value.Mark <= mark && !there.Contains(new Kept(given.Key, given.Value.Text)))
            .Select(given => new Finding(Breach.SeenIsLost, $"{IdOf(given.Value.Text)}, given as {given.Key}"));
    }

    private int Count(Func<int> of)
    {
        lock (gate)
        {
            return of();
        }
    }

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Told(long Seq, long Mark);
}
