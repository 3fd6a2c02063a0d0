namespace WebChatBridge.Benchmarks;

/// <summary>Reads the clocks around the measured time.</summary>
internal sealed class LoadMeter(int server)
{
    private Reading begin = new(0, 0, 0, 0, 0, 0);
    private Reading end = new(0, 0, 0, 0, 0, 0);
    private long rssBefore;
    private double? rssPerIdle;
    private double? idleCores;

    public void BeforeIdle() => rssBefore = server > 0 ? ProcessUse.RssBytes(server) : 0;

    public void AfterIdle(int connections, Action wait)
    {
        if (server <= 0)
        {
            return;
        }

        rssPerIdle = (ProcessUse.RssBytes(server) - rssBefore) / (double)connections;
        var before = Read(0, 0);
        wait();
        var after = Read(0, 0);
        idleCores = (after.Server - before.Server) / after.Since(before);
    }

    public void Begin(long delivered, long posted) => begin = Read(delivered, posted);

    public void End(long delivered, long posted) => end = Read(delivered, posted);

    public LoadResult Result(LoadPlan plan, Tally tally, Histogram latency, bool moved)
    {
        var seconds = end.Since(begin);
        var deliveries = Math.Max(1, end.Delivered - begin.Delivered);
        var own = end.Own - begin.Own;
        var itsUse = end.Server - begin.Server;
        return new LoadResult
        {
            Status = !moved ? "stalled" : tally.Faults > 0 ? "faults" : "ok",
            First = tally.First,
            Dialect = plan.Speech.Name,
            Seconds = seconds,
            MessagesPerSecond = (end.Posted - begin.Posted) / seconds,
            DeliveriesPerSecond = (end.Delivered - begin.Delivered) / seconds,
            ServerCpuPerDelivery = server > 0 ? itsUse * 1e6 / deliveries : null,
            OwnCpuPerDelivery = own * 1e6 / deliveries,
            OtherCores = Math.Max(0, (end.Machine - begin.Machine - own - itsUse) / seconds),
            P50 = latency.Microseconds(0.5),
            P90 = latency.Microseconds(0.9),
            P99 = latency.Microseconds(0.99),
            P999 = latency.Microseconds(0.999),
            Max = latency.Max / 1000.0,
            Delivered = tally.Delivered,
            Lost = tally.Lost,
            Duplicate = tally.Duplicate,
            OutOfOrder = tally.OutOfOrder,
            Corrupt = tally.Corrupt,
            Closed = tally.Closed,
            Acked = plan.Speech is JsonSpeech ? tally.Acks : null,
            ServerRss = server > 0 ? ProcessUse.RssBytes(server) : null,
            RssPerIdle = rssPerIdle,
            IdleCores = idleCores,
        };
    }

    private Reading Read(long delivered, long posted) => new(
        Clock.Now,
        delivered,
        posted,
        server > 0 ? ProcessUse.Of(server).Seconds : 0,
        ProcessUse.Of(Environment.ProcessId).Seconds,
        ProcessUse.OfMachine().Seconds);

    private sealed record Reading(long At, long Delivered, long Posted, double Server, double Own, double Machine)
    {
        public double Since(Reading before) => (At - before.At) / 1e9;
    }
}
