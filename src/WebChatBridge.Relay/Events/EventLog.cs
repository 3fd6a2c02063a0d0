using WebChatBridge.Protocol;

namespace WebChatBridge.Relay;

/// <summary>
/// The last things that happened to sessions, for the Events lens of traffic: kept in memory whether somebody looks or not,
/// bounded, oldest dropped. Anybody may write and read.
/// </summary>
/// <param name="time">The clock.</param>
/// <param name="next">Gives numbers from the count that chunks have theirs from, so that the two can be put in order.</param>
internal sealed class EventLog(TimeProvider time, Func<long> next)
{
    /// <summary>How many are kept.</summary>
    public const int Kept = 2_000;

    private readonly Lock gate = new();
    private readonly SessionEvent[] ring = new SessionEvent[Kept];
    private long count;

    /// <summary>How many there have been.</summary>
    public long Count
    {
        get
        {
            lock (gate)
            {
                return count;
            }
        }
    }

    /// <summary>Writes down what happened.</summary>
    public void Add(Session session, string what, string sentence, byte[]? evidence = null) =>
        Add(session.Who.Id, session.Who.Name, session.Room?.Name, what, sentence, evidence ?? []);

    /// <summary>Writes down what somebody did at the console; he need not have a session.</summary>
    public void Audit(Session? by, string sentence) => Add(by?.Id ?? 0, by?.Who.Name ?? "console", room: null, "audit", sentence, []);

    /// <summary>Those from a place on, counted from 0 since the start, and how many of them are not kept any more.</summary>
    public (IReadOnlyList<SessionEvent> Events, long Lost) Read(long from)
    {
        lock (gate)
        {
            var first = Math.Max(from, count - Kept);
            var events = new SessionEvent[Math.Max(0, count - first)];
            for (var i = 0; i < events.Length; i++)
            {
                events[i] = ring[(first + i) % Kept];
            }

            return (events, Math.Max(0, first - from));
        }
    }

    private void Add(long session, string name, string? room, string what, string sentence, byte[] evidence)
    {
        var at = (time.GetUtcNow() - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;
        lock (gate)
        {
            // The number is taken under the lock: what is read in order has ascending numbers.
            ring[count++ % Kept] = new SessionEvent(next(), at, session, name, room, what, sentence, evidence);
        }
    }
}
