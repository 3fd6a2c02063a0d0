using System.Diagnostics.CodeAnalysis;
using System.Net;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace WebChatBridge.Relay.Tests.Simulation;

/// <summary>One life of the relay, from its start to its stop or its death: the real one, on a scheduler, a clock, a disk and a network of ours.</summary>
[SuppressMessage("Design", "CA1001", Justification = "Nothing it holds is outside of the simulation; a life that ends in a crash disposes nothing.")]
internal sealed class SimRelay
{
    private readonly RelayListener listener;
    private readonly List<SimListening> doors = [];
    private readonly SimErrors<Relay> relayErrors = new();
    private readonly SimErrors<RelayListener> listenerErrors = new();

    public SimRelay(RelayOptions options, SimDisk disk, Mutant mutant, DateTimeOffset now, WorkOrder order, Chance chance)
    {
        Context = new SimContext(chance.Fork(1), order);
        Time = new FakeTimeProvider(now);
        Relay = new Relay(options, new SimLog(disk, mutant, chance.Fork(2)), Time, relayErrors);
        Hub = new HubSessions(Relay);
        listener = new RelayListener(Relay, options, Bind, Time, listenerErrors);
    }

    public SimContext Context { get; }

    public FakeTimeProvider Time { get; }

    public Relay Relay { get; }

    public HubSessions Hub { get; }

    /// <summary>Done when it is ready.</summary>
    public Task Started { get; private set; } = Task.CompletedTask;

    /// <summary>Done when it has stopped in order; null while nobody asked it to.</summary>
    public Task? Stopped { get; private set; }

    public bool Open => doors.Count > 0 && doors.TrueForAll(static door => !door.Closed);

    public IEnumerable<string> Errors => relayErrors.Lines.Concat(listenerErrors.Lines);

    public void Start() => Context.Enter(() => Started = listener.StartAsync(CancellationToken.None));

    public void Stop() => Context.Enter(() => Stopped ??= listener.StopAsync(CancellationToken.None));

    public void Pass(TimeSpan time) => Context.Enter(() => Time.Advance(time));

    /// <summary>Knocks at the endpoint with this place in the options. False when nobody listens.</summary>
    public bool Connect(int door, SimWire wire)
    {
        if (!Open)
        {
            return false;
        }

        doors[door].Connect(wire);
        return true;
    }

    private SimListening Bind(IPEndPoint address, bool tls)
    {
        var door = new SimListening(address);
        doors.Add(door);
        return door;
    }

    private sealed class SimErrors<T> : ILogger<T>
    {
        public List<string> Lines { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Error;

        // That the disk failed is expected: the simulation made it fail.
        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (logLevel >= LogLevel.Error && exception is not LogUnavailableException)
            {
                Lines.Add($"{formatter(state, exception)} {exception}");
            }
        }
    }
}
