using WebChatBridge.Protocol;

namespace WebChatBridge.Web.State;

/// <summary>The hints on a room's newest flagged messages.</summary>
internal sealed class HintBook
{
    /// <summary>Most messages whose hints are kept.</summary>
    public const int Most = 1_000;

    private readonly Dictionary<long, IReadOnlyList<Hint>> _bySeq = [];

    /// <summary>By the message's sequence number; a list stays the same until there are others.</summary>
    public IReadOnlyDictionary<long, IReadOnlyList<Hint>> BySeq => _bySeq;

    /// <summary>New hints, or changed ones: one of the same kind at the same place takes the other's.</summary>
    public void Add(IReadOnlyList<MessageHint> hints)
    {
        foreach (var message in hints.GroupBy(hint => hint.Seq, hint => hint.Hint))
        {
            var known = _bySeq.GetValueOrDefault(message.Key, []);
            List<Hint> now = [.. known.Concat(message).GroupBy(hint => (hint.Code, hint.Direction, hint.Start)).Select(same => same.Last())];
            if (!now.SequenceEqual(known))
            {
                _bySeq[message.Key] = now;
            }
        }

        if (_bySeq.Count > Most)
        {
            foreach (var seq in _bySeq.Keys.Order().Take(_bySeq.Count - Most).ToList())
            {
                _bySeq.Remove(seq);
            }
        }
    }
}
