using System.Net;
using System.Threading.Channels;
using WebChatBridge.Protocol;

namespace WebChatBridge.Relay.Tests.Limits;

/// <summary>MaxSessionsPerAddress at one less, at it and one more, through the listener, for addresses that are not of this machine.</summary>
public sealed class AddressTests
{
    private static readonly IPAddress Lan = IPAddress.Parse("192.0.2.7");

    [Fact]
    public async Task Sessions_OfOneAddress_TheSixtyFifthIsRefusedInItsDialect_AndFitsWhenOneHasLeft()
    {
        var doors = new Channels();
        var options = new RelayOptions
        {
            Endpoints =
            [
                new EndpointOptions { Name = "text", Listen = "127.0.0.1:2001" },
                new EndpointOptions { Name = "json", Listen = "127.0.0.1:2002", Dialect = "json" },
                new EndpointOptions { Name = "tutorial", Listen = "127.0.0.1:2003", Dialect = "header64", Seating = "pairs" },
            ],
        };
        var time = new TestTime();
        var relay = new Relay(options, new ScriptedLog(), time, new TestLogger<Relay>());
        using var listener = new RelayListener(relay, options, doors.Bind, time, new TestLogger<RelayListener>());
        await listener.StartAsync(CancellationToken.None);

        var admitted = Enumerable.Range(0, 64).Select(_ => doors.Come(2002, Lan)).ToList();
        await OpenAsync(relay, 64);
        var line = doors.Come(2001, Lan);
        var json = doors.Come(2002, Lan);
        var header = doors.Come(2003, Lan);
        var neighbour = doors.Come(2002, IPAddress.Parse("192.0.2.8"));
        var local = doors.Come(2002, IPAddress.Loopback);
        await OpenAsync(relay, 66);

        const string words = "64 sessions of 192.0.2.7 are open, and that is the limit (Relay:Limits:MaxSessionsPerAddress)";
        await Task.WhenAll(line.Finished, json.Finished, header.Finished).Soon();
        Assert.Equal($"* bye: {words}\n", doors.Written(line));
        Assert.Equal($$"""{"type":"bye","reason":"{{words}}"}""" + "\n", doors.Written(json));
        Assert.Equal("11".PadRight(64) + "!DISCONNECT", doors.Written(header));
        Assert.False(neighbour.Finished.IsCompleted || local.Finished.IsCompleted);

        admitted[0].In.Reset();
        await OpenAsync(relay, 65);
        await ComeInAsync(relay, doors, 66);
        await StopAsync(listener, doors);
    }

    // A place is free a moment after its session has ended: when its socket is closed.
    private static async Task ComeInAsync(Relay relay, Channels doors, int count)
    {
        for (var wire = doors.Come(2002, Lan); await relay.VisitAsync(() => relay.Core.Sessions.TcpCount).Soon() != count; await Task.Yield())
        {
            wire = wire.Finished.IsCompleted ? doors.Come(2002, Lan) : wire;
        }
    }

    private static async Task OpenAsync(Relay relay, int count)
    {
        var deadline = Deadline.Token();
        while (await relay.VisitAsync(() => relay.Core.Sessions.TcpCount).Soon() != count)
        {
            deadline.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    private static async Task StopAsync(RelayListener listener, Channels doors)
    {
        var stopping = listener.StopAsync(CancellationToken.None);
        doors.Abort();
        await stopping.Soon();
    }

    /// <summary>Listening places at which wires arrive by hand.</summary>
    private sealed class Channels
    {
        private readonly Dictionary<int, Place> places = [];
        private readonly Dictionary<TestWire, MemoryStream> written = [];

        public Place Bind(IPEndPoint address, bool tls) => places[address.Port] = new Place(address);

        public TestWire Come(int port, IPAddress from)
        {
            var wire = new TestWire(rude: false) { Address = from };
            var output = written[wire] = new MemoryStream();
            wire.Out.Wrote = bytes => output.Write(bytes.Span);
            places[port].Arrived.Writer.TryWrite(wire);
            return wire;
        }

        public string Written(TestWire wire) => System.Text.Encoding.UTF8.GetString(written[wire].ToArray());

        public void Abort()
        {
            foreach (var wire in written.Keys)
            {
                wire.Abort();
            }
        }
    }

    private sealed class Place(IPEndPoint address) : IListening
    {
        public Channel<IWire> Arrived { get; } = Channel.CreateUnbounded<IWire>();

        public IPEndPoint Address => address;

        public async ValueTask<IWire?> AcceptAsync() => await Arrived.Reader.WaitToReadAsync() ? await Arrived.Reader.ReadAsync() : null;

        public void Dispose() => Arrived.Writer.TryComplete();
    }
}
