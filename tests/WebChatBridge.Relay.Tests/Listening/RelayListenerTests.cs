using System.Net;
using System.Net.Sockets;

namespace WebChatBridge.Relay.Tests.Listening;

public sealed class RelayListenerTests
{
    [Fact]
    public async Task Start_ThatFailsHalfway_LeavesNothingBehind()
    {
        var ports = new Ports(taken: 2002);
        var log = new ScriptedLog();
        var time = new TestTime();
        var options = new RelayOptions
        {
            Endpoints =
            [
                new EndpointOptions { Name = "text", Listen = "127.0.0.1:2001" },
                new EndpointOptions { Name = "json", Listen = "127.0.0.1:2002", Dialect = "json" },
            ],
        };
        var relay = new Relay(options, log, time, new TestLogger<Relay>());
        using var listener = new RelayListener(relay, options, ports.Bind, time, new TestLogger<RelayListener>());

        var refused = await Assert.ThrowsAsync<PortInUseException>(() => listener.StartAsync(CancellationToken.None));

        Assert.Equal(("json", 2002), (refused.Endpoint, refused.Address.Port));
        Assert.All(ports.Bound, static bound => Assert.True(bound.Disposed));
        Assert.Single(ports.Bound);
        Assert.True(log.Disposed);
        Assert.True(relay.Running.IsCompletedSuccessfully);
    }

    private sealed class Ports(int taken)
    {
        public List<Listening> Bound { get; } = [];

        public Listening Bind(IPEndPoint address, bool tls)
        {
            if (address.Port == taken)
            {
                throw new SocketException((int)SocketError.AddressAlreadyInUse);
            }

            var listening = new Listening(address);
            Bound.Add(listening);
            return listening;
        }
    }

    private sealed class Listening(IPEndPoint address) : IListening
    {
        public IPEndPoint Address => address;

        public bool Disposed { get; private set; }

        public ValueTask<IWire?> AcceptAsync() => ValueTask.FromResult<IWire?>(null);

        public void Dispose() => Disposed = true;
    }
}
