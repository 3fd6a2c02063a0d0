using WebChatBridge.Protocol;

namespace WebChatBridge.Web.State;

/// <summary>Bytes per second of each session over the last 20 seconds, both directions together, sampled once a second.</summary>
public sealed class TrafficTrail
{
    /// <summary>How many seconds are remembered.</summary>
    public const int Length = 20;

    private readonly Dictionary<long, Trail> _trails = [];

    /// <summary>Takes a sample of each session; call it once a second. Who is not among them any more is forgotten.</summary>
    public void Sample(IReadOnlyList<SessionInfo> sessions)
    {
        foreach (var session in sessions)
        {
            var total = session.BytesIn + session.BytesOut;
            if (_trails.TryGetValue(session.Id, out var trail))
            {
                trail.Add(total);
            }
            else
            {
                _trails[session.Id] = new Trail(total);
            }
        }

        if (_trails.Count > sessions.Count)
        {
            var open = sessions.Select(session => session.Id).ToHashSet();
            foreach (var gone in _trails.Keys.Where(id => !open.Contains(id)).ToList())
            {
                _trails.Remove(gone);
            }
        }
    }

    /// <summary>The samples of a session, oldest first; empty when it has none yet.</summary>
    public IReadOnlyList<long> Of(long session) => _trails.TryGetValue(session, out var trail) ? trail.Samples : [];

    private sealed class Trail(long total)
    {
        private long _total = total;

        public List<long> Samples { get; } = new(Length);

        public void Add(long total)
        {
            if (Samples.Count == Length)
            {
                Samples.RemoveAt(0);
            }

            Samples.Add(Math.Max(0, total - _total));
            _total = total;
        }
    }
}
