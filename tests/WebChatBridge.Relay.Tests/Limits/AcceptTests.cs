using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging;

namespace WebChatBridge.Relay.Tests.Limits;

/// <summary>Accepting fails for a while: it is tried again ten times a second, said once, and goes on.</summary>
public sealed class AcceptTests
{
    [Fact]
    public async Task Accept_ThatFailsAgainAndAgain_IsSaidOnce_AndGoesOn()
    {
        var time = new TestTime();
        var logger = new Warnings();
        var place = new Failing(failures: 5);
        var options = new RelayOptions { Endpoints = [new EndpointOptions { Name = "text", Listen = "127.0.0.1:2001" }] };
        var relay = new Relay(options, new ScriptedLog(), time, new TestLogger<Relay>());
        using var listener = new RelayListener(relay, options, (_, _) => place, time, logger);
        await listener.StartAsync(CancellationToken.None);

        for (var made = 1; made <= 5; made++)
        {
            await time.WhenMadeAsync(TimeSpan.FromMilliseconds(100), made);
            Assert.Equal(made, place.Tries);
            time.Advance(TimeSpan.FromMilliseconds(100));
        }

        await place.Wire.Task.Soon();
        await relay.VisitAsync(static () => true).Soon();
        while (logger.Said.Count < 2)
        {
            await Task.Yield();
        }

        Assert.Equal(
            [
                $"Endpoint text cannot accept connections: {new SocketException((int)SocketError.TooManyOpenSockets).Message}. Newcomers wait; it is tried ten times a second.",
                "Endpoint text accepts connections again.",
            ],
            logger.Said);
        var stopping = listener.StopAsync(CancellationToken.None);
        (await place.Wire.Task).Abort();
        await stopping.Soon();
    }

    private sealed class Failing(int failures) : IListening
    {
        private readonly TaskCompletionSource<IWire?> closed = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public IPEndPoint Address { get; } = new(IPAddress.Loopback, 2001);

        public int Tries { get; private set; }

        public TaskCompletionSource<TestWire> Wire { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public async ValueTask<IWire?> AcceptAsync()
        {
            if (++Tries <= failures)
            {
                throw new SocketException((int)SocketError.TooManyOpenSockets);
            }

            if (Tries > failures + 1)
            {
                return await closed.Task;
            }

            var wire = new TestWire(rude: false);
            Wire.SetResult(wire);
            return wire;
        }

        public void Dispose() => closed.TrySetResult(null);
    }

    private sealed class Warnings : ILogger<RelayListener>
    {
        public List<string> Said { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            var said = formatter(state, exception);
            if (said.StartsWith("Endpoint ", StringComparison.Ordinal))
            {
                Said.Add(said);
            }
        }
    }
}
