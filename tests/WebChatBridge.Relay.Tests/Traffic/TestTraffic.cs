using WebChatBridge.Protocol;

namespace WebChatBridge.Relay.Tests;

/// <summary>Traffic of sessions that only a test knows: real rings, no socket, no wall clock.</summary>
internal sealed class TestTraffic
{
    private readonly Capture capture;
    private readonly Room lobby = new RoomDirectory().Open("lobby");
    private readonly List<Session> sessions = [];

    /// <summary>Patterns are given up only where a test is about that, however busy the machine is.</summary>
    public TestTraffic(int sessionBytes = 8 * 1024 * 1024, TimeSpan? patience = null)
    {
        capture = new Capture(new CaptureOptions { SessionBytes = sessionBytes });
        Events = new EventLog(Time, capture.NextNumber);
        Sources = new TrafficSources(() => sessions, session => [.. Odd.Where(hint => hint.Session == session.Id)], Events, () => capture.Newest, Time)
        {
            Patience = patience ?? TimeSpan.FromMinutes(1),
        };
    }

    public TestTime Time { get; } = new();

    public EventLog Events { get; }

    public List<Hint> Odd { get; } = [];

    public TrafficSources Sources { get; }

    public TestTap Tap(long id, string name)
    {
        var session = new Session(new Sender(id, name, Origin.Tcp), endpoint: null, remote: null, DateTimeOffset.UnixEpoch, outbox: null)
        {
            Ring = capture.Open(id),
            Room = lobby,
        };
        sessions.Add(session);
        return new TestTap(this, session, session.Ring!);
    }

    public TrafficWatcher Watch(TrafficRequest request) => new(Sources, request);

    public TrafficPage Page(TrafficQuery query) => TrafficHistory.Read(Sources, query);

    public IEnumerable<TrafficRow> Rows(TrafficRequest request) => TrafficHistory.Rows(Sources, request);

    /// <summary>Lets what came become old enough to be shown as messages.</summary>
    public void Settle() => Time.Advance(TimeSpan.FromMilliseconds(100));
}
