using WebChatBridge.Protocol;

namespace WebChatBridge.Relay;

/// <summary>Looking at traffic: as it comes, and as far as it is kept.</summary>
public sealed class TrafficViews
{
    // For a program that says nothing of what it wants.
    private static readonly TrafficRequest Everything = new(Lens.Messages);

    private readonly Core core;
    private readonly Traces traces;
    private readonly TrafficSources sources;

    /// <summary>Looks at the traffic of a relay.</summary>
    public TrafficViews(Relay relay, Traces traces)
    {
        ArgumentNullException.ThrowIfNull(relay);
        this.traces = traces;
        core = relay.Core;
        sources = new TrafficSources(Sessions, session => core.Hints.Of(session).Hints, core.EventLog, () => core.Capture.Newest, core.Time);
    }

    /// <summary>Begins to look; whoever looks asks for batches.</summary>
    public TrafficWatcher Watch(TrafficRequest? request) => new(sources, request ?? Everything);

    /// <summary>A page of what is kept. It reads all of that.</summary>
    public TrafficPage History(TrafficQuery query) => TrafficHistory.Read(sources, query.Request is null ? query with { Request = Everything } : query);

    /// <summary>Every kept row that a request chooses, read once; in order within a session. Its <c>After</c> and <c>CountOnly</c> are not looked at.</summary>
    public IEnumerable<TrafficRow> Rows(TrafficRequest request) => TrafficHistory.Rows(sources, request);

    /// <summary>A part of what was captured of a session, with the hints on it; null when the session is not known.</summary>
    public async Task<SessionTrace?> TraceAsync(TraceQuery query) =>
        await traces.TraceAsync(query).ConfigureAwait(false) is { } trace ? trace with { Hints = HintRules.Look(trace) } : null;

    // While this is asked a session may close, and then be in both.
    private IEnumerable<Session> Sessions() => core.Sessions.Open.Concat(core.Sessions.Closed).DistinctBy(static session => session.Id);
}
