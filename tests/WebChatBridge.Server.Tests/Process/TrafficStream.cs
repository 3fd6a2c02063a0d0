using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;
using WebChatBridge.Protocol;

namespace WebChatBridge.Server.Tests;

/// <summary>A SignalR client as anybody writes one, that looks at traffic.</summary>
internal sealed class TrafficStream : IAsyncDisposable
{
    private readonly CancellationTokenSource end = new(Soon.Deadline);

    private TrafficStream(HubConnection hub) => Hub = hub;

    public HubConnection Hub { get; }

    public static async Task<TrafficStream> ConnectAsync(LiveServer server)
    {
        var hub = new HubConnectionBuilder()
            .WithUrl(server.Hub, options =>
            {
                options.Transports = HttpTransportType.WebSockets;
                options.SkipNegotiation = true;
            })
            .AddJsonProtocol(json => HubJson.Configure(json.PayloadSerializerOptions))
            .Build();
        await hub.StartAsync().WaitAsync(Soon.Deadline);
        return new TrafficStream(hub);
    }

    public IAsyncEnumerator<TrafficBatch> Look(TrafficRequest request) =>
        Hub.StreamAsync<TrafficBatch>("Traffic", request, end.Token).GetAsyncEnumerator(end.Token);

    public Task<TrafficPage> PageAsync(TrafficQuery query) => Hub.InvokeAsync<TrafficPage>("TrafficHistory", query, end.Token);

    public Task<SessionTrace?> TraceAsync(TraceQuery query) => Hub.InvokeAsync<SessionTrace?>("Trace", query, end.Token);

    /// <summary>Batches until a row is as wanted; answers all rows up to there.</summary>
    public static async Task<List<TrafficRow>> UntilAsync(IAsyncEnumerator<TrafficBatch> batches, Predicate<TrafficRow> wanted)
    {
        var rows = new List<TrafficRow>();
        while (!rows.Exists(wanted))
        {
            Assert.True(await batches.MoveNextAsync(), "The stream ended before the row came.");
            rows.AddRange(batches.Current.Rows);
        }

        return rows;
    }

    public async ValueTask DisposeAsync()
    {
        await end.CancelAsync();
        await Hub.DisposeAsync();
        end.Dispose();
    }
}
