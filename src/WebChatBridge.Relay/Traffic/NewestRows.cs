namespace WebChatBridge.Relay;

/// <summary>Counts rows and keeps those with the greatest numbers, or the smallest; a bounded heap.</summary>
internal sealed class NewestRows(int limit, bool oldestInstead = false)
{
    private readonly PriorityQueue<Sight, (long Seq, int Part)> kept = new(
        oldestInstead ? Comparer<(long Seq, int Part)>.Create(static (one, other) => other.CompareTo(one)) : null);

    /// <summary>How many were offered.</summary>
    public long Count { get; private set; }

    public void Offer(Sight sight)
    {
        Count++;
        if (kept.Count < limit)
        {
            kept.Enqueue(sight, (sight.Seq, sight.Part));
        }
        else if (limit > 0)
        {
            kept.EnqueueDequeue(sight, (sight.Seq, sight.Part));
        }
    }

    /// <summary>Those that were kept, in order.</summary>
    public List<Sight> InOrder() => [.. kept.UnorderedItems.Select(static item => item.Element).OrderBy(static sight => sight.Seq).ThenBy(static sight => sight.Part)];
}
