using System.Collections.Concurrent;

namespace WebChatBridge.Relay;

/// <summary>Open sessions by number, and the last closed ones. Owner: the core loop; anybody may read.</summary>
internal sealed class SessionDirectory(Capture capture)
{
    private const int ClosedKept = 200;

    private readonly ConcurrentDictionary<long, Session> open = new();
    private readonly ConcurrentQueue<Session> closed = new();
    private long last;
    private int tcp;

    /// <summary>Numbers go on where the log's end.</summary>
    public void ContinueAfter(long session) => last = Math.Max(last, session);

    public long NextId() => Interlocked.Increment(ref last);

    // Not Values, which copies them all: the deadlines ask four times a second.
    public IEnumerable<Session> Open => open.Select(static one => one.Value);

    public IEnumerable<Session> Closed => closed;

    public int TcpCount => Volatile.Read(ref tcp);

    public Session? Find(long id) => open.GetValueOrDefault(id);

    /// <summary>The same, also among the closed ones.</summary>
    public Session? FindAny(long id) => Find(id) ?? closed.FirstOrDefault(session => session.Id == id);

    public void Add(Session session)
    {
        open[session.Id] = session;
        if (session is { Outbox: not null, Partner: null })
        {
            Interlocked.Increment(ref tcp);
        }
    }

    public void Close(Session session)
    {
        if (!open.TryRemove(session.Id, out _))
        {
            return;
        }

        if (session is { Outbox: not null, Partner: null })
        {
            Interlocked.Decrement(ref tcp);
        }

        closed.Enqueue(session);
        capture.Close(session.Ring);
        if (closed.Count > ClosedKept && closed.TryDequeue(out var oldest))
        {
            capture.Forget(oldest.Ring);
        }
    }
}
