using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using WebChatBridge.Relay;

namespace WebChatBridge.Server.Tests;

/// <summary>A relay that somebody came to, with a heap that has grown meanwhile: it is compacted when the relay has been quiet.</summary>
public sealed class HeapTrimTests
{
    [Fact]
    public async Task Quiet_AfterSomebodyCame_GivesMemoryBack()
    {
        await using var log = new MemoryLog();
        var time = new FakeTimeProvider();
        var relay = new Relay.Relay(new RelayOptions(), log, time, NullLogger<Relay.Relay>.Instance);
        var said = new SaidLogger();
        using var trim = new HeapTrim(relay, time, said);
        await relay.StartAsync(CancellationToken.None);
        await trim.StartAsync(CancellationToken.None);

        await new HubSessions(relay).EnterAsync("anna", remote: null);
        await Soon.UntilAsync(() => relay.Metrics.Commands > 0, "her arrival");
        GC.KeepAlive(new byte[TrimPace.LeastBytes + (GC.GetTotalMemory(forceFullCollection: false) / 2)]);
        await Soon.GetAsync(() =>
        {
            time.Advance(TimeSpan.FromSeconds(1));
            return Task.FromResult(said.Words);
        }, "memory given back");

        Assert.StartsWith("gave back ", said.Words, StringComparison.Ordinal);
        await trim.StopAsync(CancellationToken.None);
        await relay.StopAsync();
    }

    private sealed class SaidLogger : ILogger<HeapTrim>
    {
        private volatile string? words;

        public string? Words => words;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            words = formatter(state, exception);
    }
}
