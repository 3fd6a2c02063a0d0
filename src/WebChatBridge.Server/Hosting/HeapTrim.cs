namespace WebChatBridge.Server;

/// <summary>
/// Gives memory back when the relay has become quiet. Where nothing is allocated nothing is collected, so what a rush left behind would
/// stay until the next one. docs/decisions/0024.
/// </summary>
internal sealed partial class HeapTrim(Relay.Relay relay, TimeProvider time, ILogger<HeapTrim> logger) : BackgroundService
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var pace = new TrimPace();
        using var timer = new PeriodicTimer(LookEvery, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            if (pace.Due(relay.Metrics.Commands, GC.GetTotalAllocatedBytes(), GC.GetTotalMemory(forceFullCollection: false)))
            {
                pace.Took(Trim());
            }
        }
    }

    // Aggressive: what is empty goes back to the system at once; otherwise it would with the next collections, which do not come.
    private TimeSpan Trim()
    {
        var before = Environment.WorkingSet;
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        var pause = GC.GetGCMemoryInfo(GCKind.FullBlocking).PauseDurations[0];
        var given = Math.Max(0, before - Environment.WorkingSet) >> 20;
        Log.Trimmed(logger, given, pause.TotalMilliseconds);
        return pause;
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Debug, Message = "gave back {MiB} MiB of memory; everything stood still for {Milliseconds:0} ms")]
        public static partial void Trimmed(ILogger logger, long miB, double milliseconds);
    }
}
