using System.Diagnostics.Tracing;
using Microsoft.Diagnostics.NETCore.Client;

namespace WebChatBridge.Benchmarks;

/// <summary>
/// Makes another .NET process collect its whole heap. What is left afterwards is alive: between two such collections garbage of the
/// old generation may pile up for a quarter of an hour, and looks like a leak.
/// </summary>
internal static class HeapCollection
{
    private const string Runtime = "Microsoft-Windows-DotNETRuntime";

    // GCHeapCollect: to be listened to with it is what provokes the collection.
    private const long Collect = 0x800000;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    public static async Task ForceAsync(int pid, CancellationToken cancellationToken)
    {
        using var late = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        late.CancelAfter(Patience);
        using var session = await new DiagnosticsClient(pid).StartEventPipeSessionAsync(
            [new EventPipeProvider(Runtime, EventLevel.Informational, Collect)], requestRundown: false, token: late.Token);
        var reading = session.EventStream.CopyToAsync(Stream.Null, late.Token);
        await session.StopAsync(late.Token);
        await reading;
    }
}
