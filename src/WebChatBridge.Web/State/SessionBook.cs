using WebChatBridge.Protocol;

namespace WebChatBridge.Web.State;

/// <summary>The sessions a console knows: those that are open, and the last that were.</summary>
public sealed class SessionBook
{
    /// <summary>Ended sessions are kept this long a list.</summary>
    public const int ClosedKept = 200;

    private readonly Dictionary<long, SessionInfo> _all = [];
    private IReadOnlyList<SessionInfo>? _open;
    private IReadOnlyList<SessionInfo>? _closed;

    /// <summary>Open and half-closed sessions, oldest first. The same list until something changes.</summary>
    public IReadOnlyList<SessionInfo> Open => _open ??=
        [.. _all.Values.Where(session => session.State != SessionState.Closed).OrderBy(session => session.Id)];

    /// <summary>Ended sessions, the last one first.</summary>
    public IReadOnlyList<SessionInfo> Closed => _closed ??=
        [.. _all.Values.Where(session => session.State == SessionState.Closed).OrderByDescending(session => session.ClosedAt).ThenByDescending(session => session.Id)];

    /// <summary>Open sessions that came over TCP, oldest first.</summary>
    public IEnumerable<SessionInfo> Sockets => Open.Where(session => session.Origin == Origin.Tcp);

    /// <summary>Whether bytes wait anywhere to become a message.</summary>
    public bool AnyPending => Open.Any(session => session.Pending is not null);

    /// <summary>The session of this number; null when it is not known (any more).</summary>
    public SessionInfo? Find(long id) => _all.GetValueOrDefault(id);

    /// <summary>Takes over what a batch says of sessions.</summary>
    public void Apply(WatchBatch batch)
    {
        if (batch.Snapshot)
        {
            _all.Clear();
        }
        else if (batch.Sessions.Count == 0)
        {
            return;
        }

        foreach (var session in batch.Sessions)
        {
            _all[session.Id] = session;
        }

        _open = _closed = null;
        foreach (var old in Closed.Skip(ClosedKept).ToList())
        {
            _all.Remove(old.Id);
            _closed = null;
        }
    }
}
