using WebChatBridge.Protocol;

namespace WebChatBridge.Relay.Tests.Traffic;

/// <summary>Traffic of sessions that only a test knows.</summary>
internal sealed class TestTraffic
{
    private readonly List<ITap> taps = [];

    public TestTraffic()
    {
        Events = new EventLog(Time, () => ++Newest);
        Sources = new TrafficSources(() => taps, Events, () => Newest, Time);
    }

    public TestTime Time { get; } = new();

    public long Newest { get; set; }

    public long Now => (Time.GetUtcNow() - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;

    public EventLog Events { get; }

    public TrafficSources Sources { get; }

    public TestTap Tap(long session, string name)
    {
        var tap = new TestTap(this, session, name);
        taps.Add(tap);
        return tap;
    }

    public TrafficWatcher Watch(TrafficRequest request) => new(Sources, request);

    public TrafficPage Page(TrafficQuery query) => TrafficHistory.Read(Sources, query);

    /// <summary>Lets what came become old enough to be shown as messages.</summary>
    public void Settle() => Time.Advance(TimeSpan.FromMilliseconds(100));
}
