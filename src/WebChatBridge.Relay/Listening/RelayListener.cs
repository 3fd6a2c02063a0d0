using System.Collections.Concurrent;
using System.Net;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using WebChatBridge.Protocol;

namespace WebChatBridge.Relay;

/// <summary>
/// The hosted service: binds at start, so that a taken port refuses the start; accepts; watches the deadlines; and at stop
/// says goodbye to everybody, writes what waits, and ends the core loop.
/// </summary>
public sealed partial class RelayListener : BackgroundService
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan ProbeEvery = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan RetryAccept = TimeSpan.FromMilliseconds(100);
    private static readonly CloseReason Stopping = new(CloseCode.ServerStopping, "the relay is stopping");

    private readonly ConcurrentDictionary<Connection, Task> connections = new();
    private readonly ConcurrentDictionary<SocketWire, Task> handshaking = new();
    private readonly List<(Endpoint Endpoint, IListening Listening)> listeners = [];
    private readonly Dictionary<Endpoint, Handshakes> handshakes = new(ReferenceEqualityComparer.Instance);
    private readonly Relay relay;
    private readonly RelayOptions options;
    private readonly Func<IPEndPoint, bool, IListening> bind;
    private readonly Ports? ports;
    private readonly TimeProvider time;
    private readonly ILogger<RelayListener> logger;
    private readonly Admission admission;
    private Sockets sockets = new(most: null, static _ => { }, static () => { });

    /// <summary>The listener of a relay.</summary>
    public RelayListener(Relay relay, RelayOptions options, TimeProvider time, ILogger<RelayListener> logger)
        : this(relay, options, new Ports(options.Limits.SocketBufferBytes), time, logger)
    {
    }

    internal RelayListener(Relay relay, RelayOptions options, Func<IPEndPoint, bool, IListening> bind, TimeProvider time, ILogger<RelayListener> logger)
    {
        this.relay = relay;
        this.options = options;
        this.bind = bind;
        this.time = time;
        this.logger = logger;
        admission = new Admission(options.Limits);
    }

    private RelayListener(Relay relay, RelayOptions options, Ports ports, TimeProvider time, ILogger<RelayListener> logger)
        : this(relay, options, ports.Bind, time, logger) => this.ports = ports;

    /// <summary>Opens the log and binds every endpoint; throws when either cannot be done.</summary>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await relay.StartAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            relay.Doors.Opened(BindAll());
            if (ports?.Poller is { } poller)
            {
                relay.Core.Queue.WakeOn(poller);
            }

            CountDescriptors(Descriptors.ForSessions(Descriptors.Free()));
        }
        catch
        {
            // Half a start leaves nothing behind: no port, no loop, no lock on the history.
            Release();
            await relay.StopAsync().ConfigureAwait(false);
            await relay.Log.DisposeAsync().ConfigureAwait(false);
            await ClosePortsAsync().ConfigureAwait(false);
            throw;
        }

        await base.StartAsync(cancellationToken).ConfigureAwait(false);
    }

    private void CountDescriptors(int? most)
    {
        sockets = new Sockets(most, open => Log.Crowded(logger, open), () => Log.Roomy(logger));
        if (most < options.Limits.MaxSessions)
        {
            Log.FewDescriptors(logger, most.Value, options.Limits.MaxSessions);
        }
    }

    private List<Door> BindAll()
    {
        var doors = new List<Door>();
        foreach (var (index, endpoint) in options.Endpoints.Index())
        {
            var bound = Binding.Bind(bind, endpoint);
            var addresses = bound.ConvertAll(static listening => (EndPoint)listening.Address);
            var shown = new Endpoint(endpoint, Endpoint.DialectOf(endpoint, options.Limits.MaxMessageBytes), addresses.TrueForAll(IsLoopback));
            listeners.AddRange(bound.Select(listening => (shown, listening)));
            doors.Add(new Door(shown, addresses));
            if (endpoint.Tls.IsOn)
            {
                var tls = new ServerTls(endpoint.Tls, $"Relay:Endpoints:{index}:{nameof(endpoint.Tls)}", time, what => Log.Certificate(logger, what));
                handshakes[shown] = new Handshakes(tls, options.Limits.Handshake, time);
            }
        }

        return doors;
    }

    // In an order that can be had again: the dictionary's follows from where objects lie in memory. Its own ToArray, because sorting it
    // directly counts first and copies then, and somebody may go in between.
    private IEnumerable<KeyValuePair<Connection, Task>> ByArrival => connections.ToArray().OrderBy(static served => served.Key.Session.Id);

    private IEnumerable<Task> Served => ByArrival.Select(static served => served.Value);

    private void Release()
    {
        listeners.ForEach(static bound => bound.Listening.Dispose());
        listeners.Clear();
    }

    /// <summary>Stops accepting, ends every session with a goodbye, drains, and stops the relay.</summary>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        relay.Doors.Closed();
        Release();
        await base.StopAsync(cancellationToken).ConfigureAwait(false);
        // Before the sessions: a handshake that was just made begins one more.
        foreach (var (wire, _) in handshaking)
        {
            wire.Abort();
        }

        await Task.WhenAll(handshaking.Values).ConfigureAwait(false);
        foreach (var (connection, _) in ByArrival)
        {
            connection.Stop(Stopping);
        }

        var partners = relay.Partners.StopAsync(Stopping);
        await Task.WhenAny(Task.WhenAll([partners, .. Served]), Task.Delay(options.Limits.Drain, time, CancellationToken.None)).ConfigureAwait(false);
        foreach (var (connection, _) in ByArrival)
        {
            connection.Abort();
        }

        await Task.WhenAll([partners, .. Served]).ConfigureAwait(false);
        await relay.StopAsync().ConfigureAwait(false);
        await ClosePortsAsync().ConfigureAwait(false);
    }

    private ValueTask ClosePortsAsync() => ports?.DisposeAsync() ?? ValueTask.CompletedTask;

    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll([LookAtDeadlinesAsync(stoppingToken), .. listeners.Select(bound => AcceptAsync(bound.Endpoint, bound.Listening, stoppingToken))]);

    private async Task AcceptAsync(Endpoint endpoint, IListening listening, CancellationToken stoppingToken)
    {
        var failing = false;
        while (true)
        {
            try
            {
                while (!sockets.HaveRoom)
                {
                    await Task.Delay(RetryAccept, time, stoppingToken).ConfigureAwait(false);
                }

                if (await listening.AcceptAsync().ConfigureAwait(false) is not { } wire)
                {
                    return; // no longer listened on
                }

                Receive(endpoint, wire);
                failing = failing && Accepts(endpoint);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception error) when (error is not OutOfMemoryException)
            {
                // The whole machine is out of descriptors, perhaps: those who are here go on, newcomers wait in the backlog.
                failing = failing || Fails(endpoint, error);
                await Task.Delay(RetryAccept, time, CancellationToken.None).ConfigureAwait(false);
            }
        }
    }

    // Said once: ten times a second it would fill the disk that is perhaps what is missing.
    private bool Fails(Endpoint endpoint, Exception error)
    {
        Log.AcceptFailed(logger, endpoint.Options.Name, error.Message.TrimEnd('.'));
        return true;
    }

    private bool Accepts(Endpoint endpoint)
    {
        Log.AcceptsAgain(logger, endpoint.Options.Name);
        return false;
    }

    private async Task LookAtDeadlinesAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(LookEvery, time);
        var core = relay.Core;
        var probeAt = time.GetUtcNow() + ProbeEvery;
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false))
            {
                var now = time.GetUtcNow();
                core.Rate.Sample(core.Metrics.Accepted, now - relay.StartedAt);
                foreach (var (session, ended) in Deadlines.Due(core, now))
                {
                    core.Queue.Signal(session, ended);
                }

                core.Buffers.Look();
                if (relay.Partners.Any || relay.CheckUps.Running)
                {
                    core.Queue.Signal(null, new Signals.Visit(() => relay.LookAtPractice(now)));
                }

                if (now >= probeAt)
                {
                    core.Queue.Signal(null, new Signals.Probe());
                    core.Buffers.Trim();
                    probeAt = now + ProbeEvery;
                }
            }
        }
        catch (OperationCanceledException)
        {
            // Stopping.
        }
    }

    private static bool IsLoopback(EndPoint address) => address is IPEndPoint { Address: var ip } && IPAddress.IsLoopback(ip);

    private static partial class Log
    {
        [LoggerMessage(20, LogLevel.Warning, "Endpoint {Endpoint} cannot accept connections: {Reason}. Newcomers wait; it is tried ten times a second.")]
        public static partial void AcceptFailed(ILogger logger, string endpoint, string reason);

        [LoggerMessage(26, LogLevel.Warning, "{What}")]
        public static partial void Certificate(ILogger logger, string what);

        [LoggerMessage(21, LogLevel.Error, "A connection of endpoint {Endpoint} failed.")]
        public static partial void ConnectionFailed(ILogger logger, string endpoint, Exception error);

        [LoggerMessage(22, LogLevel.Warning, "Endpoint {Endpoint} accepts connections again.")]
        public static partial void AcceptsAgain(ILogger logger, string endpoint);

        [LoggerMessage(23, LogLevel.Warning, "{Open} connections are open, and this process may open no more files (ulimit -n). Newcomers wait until one ends.")]
        public static partial void Crowded(ILogger logger, int open);

        [LoggerMessage(24, LogLevel.Warning, "A connection has ended: newcomers are accepted again.")]
        public static partial void Roomy(ILogger logger);

        [LoggerMessage(25, LogLevel.Warning, "This process may open so few files (ulimit -n) that {Most} connections fit, where Relay:Limits:MaxSessions is {MaxSessions}.")]
        public static partial void FewDescriptors(ILogger logger, int most, int maxSessions);
    }
}
