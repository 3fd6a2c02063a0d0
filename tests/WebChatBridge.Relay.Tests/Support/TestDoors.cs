using System.Net;
using System.Text;
using System.Threading.Channels;
using WebChatBridge.Protocol;

namespace WebChatBridge.Relay.Tests;

/// <summary>A relay with its listener: one endpoint for each dialect, at which wires arrive by hand. No socket and no wall clock.</summary>
internal sealed class TestDoors : IAsyncDisposable
{
    private static readonly string[] Dialects = ["line", "json", "header64", "nul", "raw", "auto"];

    private readonly Dictionary<int, Place> places = [];
    private readonly Dictionary<TestWire, MemoryStream> written = [];
    private readonly TestLogger<RelayListener> logger = new();
    private readonly RelayListener listener;

    private TestDoors(LimitOptions limits, string secret)
    {
        var options = new RelayOptions
        {
            Limits = limits,
            Endpoints = [.. Dialects.Select((dialect, i) => new EndpointOptions { Name = dialect, Listen = $"127.0.0.1:{PortOf(dialect)}", Dialect = dialect, Secret = secret })],
        };
        Relay = new Relay(options, new ScriptedLog(), Time, new TestLogger<Relay>());
        listener = new RelayListener(Relay, options, (address, _) => places[address.Port] = new Place(address), Time, logger);
    }

    public TestTime Time { get; } = new();

    public Relay Relay { get; }

    public static async Task<TestDoors> StartAsync(LimitOptions limits, string secret = "")
    {
        var doors = new TestDoors(limits, secret);
        await doors.listener.StartAsync(CancellationToken.None);
        return doors;
    }

    public TestWire Come(string dialect, IPAddress from)
    {
        var wire = new TestWire(rude: false) { Address = from, Remote = $"test:{written.Count}" };
        var output = written[wire] = new MemoryStream();
        wire.Out.Wrote = bytes =>
        {
            lock (output)
            {
                output.Write(bytes.Span);
            }
        };
        places[PortOf(dialect)].Arrived.Writer.TryWrite(wire);
        return wire;
    }

    public string Written(TestWire wire)
    {
        lock (written[wire])
        {
            return Encoding.UTF8.GetString(written[wire].ToArray());
        }
    }

    /// <summary>What the console shows of it: the reason, once the relay has closed it.</summary>
    public async Task<CloseReason> ClosedAsync(TestWire wire)
    {
        await wire.Finished.Soon();
        return await Relay.VisitAsync(() => Relay.Core.Sessions.Closed.Single(session => session.Remote == wire.Remote).Closed!.Reason).Soon();
    }

    /// <summary>Done once so many sessions are open.</summary>
    public Task OpenAsync(int count) => UntilAsync(() => Relay.Core.Sessions.TcpCount == count);

    /// <summary>Comes true by something that is under way.</summary>
    public async Task UntilAsync(Func<bool> true_)
    {
        var deadline = Deadline.Token();
        while (!await Relay.VisitAsync(true_).Soon())
        {
            deadline.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    public Task StopAsync() => listener.StopAsync(CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        var stopping = StopAsync();
        foreach (var wire in written.Keys)
        {
            wire.Abort();
        }

        await stopping.Soon();
        listener.Dispose();
        Assert.Empty(logger.Errors);
    }

    private static int PortOf(string dialect) => 2001 + Array.IndexOf(Dialects, dialect);

    private sealed class Place(IPEndPoint address) : IListening
    {
        public Channel<IWire> Arrived { get; } = Channel.CreateUnbounded<IWire>();

        public IPEndPoint Address => address;

        public async ValueTask<IWire?> AcceptAsync() => await Arrived.Reader.WaitToReadAsync() ? await Arrived.Reader.ReadAsync() : null;

        public void Dispose() => Arrived.Writer.TryComplete();
    }
}
