using System.Runtime.CompilerServices;
using WebChatBridge.Protocol;
using WebChatBridge.Relay;

namespace WebChatBridge.Server;

/// <summary>What sockets carried: live, kept, and of one session.</summary>
internal sealed partial class ConsoleHub
{
    [Needs(Role.Viewer)]
    public async IAsyncEnumerable<TrafficBatch> Traffic(TrafficRequest request, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var place = Guest.TakeTrafficPlace();
        if (place is null)
        {
            yield return Refused(ErrorCode.Limit, $"This connection looks at traffic in {HubGuest.TrafficPlaces} streams already; end one of them first.");
            yield break;
        }

        using var ends = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, Context.ConnectionAborted);
        using var timer = new PeriodicTimer(Tick);
        var watcher = traffic.Watch(request);
        var seen = -1L;
        for (var goesOn = !watcher.WaitsForPlaces || await TickedAsync(timer, ends.Token); goesOn; goesOn = await TickedAsync(timer, ends.Token))
        {
            var batch = watcher.Next();
            if (watcher.GaveUp is { } why)
            {
                yield return new TrafficBatch { Rejected = why };
                yield break;
            }

            if (batch.Seen != seen || batch.Lost > 0)
            {
                seen = batch.Seen;
                yield return batch;
            }
        }
    }

    // It reads everything that is kept, which takes its time: not where the calls of this connection are received.
    [Needs(Role.Viewer)]
    public Task<TrafficPage> TrafficHistory(TrafficQuery query) => Task.Run(() => traffic.History(query), Context.ConnectionAborted);

    [Needs(Role.Viewer)]
    public Task<SessionTrace?> Trace(TraceQuery query) => traffic.TraceAsync(query);

    private static TrafficBatch Refused(string code, string reason) => new() { Rejected = new Rejection(code, reason) };

    // The end of a stream is no fault.
    private static async Task<bool> TickedAsync(PeriodicTimer timer, CancellationToken ends)
    {
        try
        {
            return await timer.WaitForNextTickAsync(ends);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}
