using WebChatBridge.Protocol;

namespace WebChatBridge.Relay;

/// <summary>Where traffic is read from.</summary>
/// <param name="Sessions">Open sessions and the last closed ones, each once.</param>
/// <param name="Hints">What is known to be odd about a session's bytes.</param>
/// <param name="Events">What happened to sessions.</param>
/// <param name="Newest">The newest number given to a chunk or an event.</param>
/// <param name="Time">The clock.</param>
internal sealed record TrafficSources(
    Func<IEnumerable<Session>> Sessions, Func<Session, IReadOnlyList<Hint>> Hints, EventLog Events, Func<long> Newest, TimeProvider Time)
{
    /// <summary>How long a pattern of a filter may look at one row; null for as long as usual.</summary>
    public TimeSpan? Patience { get; init; }

    /// <summary>Something to read a session by; null where nothing is kept of it.</summary>
    public Tap? Tap(Session session) => session.Ring is { } ring ? new Tap(session, ring, Hints) : null;
}
