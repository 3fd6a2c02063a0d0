using System.Net;
using Microsoft.AspNetCore.Connections;

namespace WebChatBridge.Relay.Tests.Listening;

public sealed class RelayListenerTests
{
    [Fact]
    public async Task Start_ThatFailsHalfway_LeavesNothingBehind()
    {
        var transport = new Transport(taken: 2002);
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
        using var listener = new RelayListener(relay, options, transport, time, new TestLogger<RelayListener>());

        var refused = await Assert.ThrowsAsync<PortInUseException>(() => listener.StartAsync(CancellationToken.None));

        Assert.Equal(("json", 2002), (refused.Endpoint, refused.Address.Port));
        Assert.All(transport.Bound, static bound => Assert.True(bound.Disposed));
        Assert.Single(transport.Bound);
        Assert.True(log.Disposed);
        Assert.True(relay.Running.IsCompletedSuccessfully);
    }

    private sealed class Transport(int taken) : IConnectionListenerFactory
    {
        public List<Listener> Bound { get; } = [];

        public ValueTask<IConnectionListener> BindAsync(EndPoint endpoint, CancellationToken cancellationToken = default)
        {
            if (((IPEndPoint)endpoint).Port == taken)
            {
                throw new AddressInUseException("taken");
            }

            var listener = new Listener(endpoint);
            Bound.Add(listener);
            return ValueTask.FromResult<IConnectionListener>(listener);
        }
    }

    private sealed class Listener(EndPoint endpoint) : IConnectionListener
    {
        public EndPoint EndPoint => endpoint;

        public bool Disposed { get; private set; }

        public ValueTask<ConnectionContext?> AcceptAsync(CancellationToken cancellationToken = default) => ValueTask.FromResult<ConnectionContext?>(null);

        public ValueTask UnbindAsync(CancellationToken cancellationToken = default) => ValueTask.CompletedTask;

        public ValueTask DisposeAsync()
        {
            Disposed = true;
            return ValueTask.CompletedTask;
        }
    }
}
