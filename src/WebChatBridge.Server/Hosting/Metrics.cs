using System.Diagnostics.Metrics;
using OpenTelemetry.Metrics;
using WebChatBridge.Protocol;

namespace WebChatBridge.Server;

/// <summary><c>GET /metrics</c> for Prometheus: the relay's counters, read when they are asked for.</summary>
internal static class Metrics
{
    private const string Name = "WebChatBridge";

    public static void AddMetrics(this IServiceCollection services)
    {
        services.AddSingleton<IHostedService, Instruments>();
        services.AddOpenTelemetry().WithMetrics(static metrics => metrics.AddMeter(Name, "System.Runtime").AddPrometheusExporter());
    }

    public static void MapMetrics(this IEndpointRouteBuilder endpoints) => endpoints.MapPrometheusScrapingEndpoint("/metrics").AllowAnonymous();

    // Hosted, so that the instruments are there before the first scrape.
    private sealed class Instruments(IMeterFactory meters, Relay.Relay relay) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken)
        {
            var meter = meters.Create(Name);
            meter.CreateObservableCounter("wcb.messages.accepted", () => relay.Metrics.Accepted, "{message}", "Messages in the log.");
            meter.CreateObservableCounter("wcb.messages.delivered", () => relay.Metrics.Delivered, "{message}", "Messages put on their way, once for each recipient.");
            meter.CreateObservableUpDownCounter("wcb.sessions", Sessions, "{session}", "Open TCP sessions.");
            meter.CreateObservableGauge("wcb.outbox.bytes", () => relay.QueuedBytes, "By", "Bytes that wait to be written, of all sessions.");
            meter.CreateObservableGauge("wcb.log.ok", () => relay.DescribeStatus().Log.State == "ok" ? 1 : 0, description: "1 while the log can be written.");
            return Task.CompletedTask;
        }

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        private IEnumerable<Measurement<int>> Sessions() =>
            relay.DescribeStatus().Endpoints.Select(static endpoint => new Measurement<int>(endpoint.Sessions, new KeyValuePair<string, object?>("endpoint", endpoint.Name)));
    }
}
