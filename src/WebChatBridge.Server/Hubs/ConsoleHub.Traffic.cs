using Microsoft.AspNetCore.SignalR;
using WebChatBridge.Protocol;

namespace WebChatBridge.Server;

/// <summary>What sockets carried: live, kept, and of one session.</summary>
internal sealed partial class ConsoleHub
{
    public IAsyncEnumerable<TrafficBatch> Traffic(TrafficRequest request, CancellationToken cancellationToken) => throw new HubException("Not built yet.");

    public Task<TrafficPage> TrafficHistory(TrafficQuery query) => throw new HubException("Not built yet.");

    public Task<SessionTrace?> Trace(TraceQuery query) => throw new HubException("Not built yet.");
}
