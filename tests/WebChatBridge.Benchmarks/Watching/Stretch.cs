namespace WebChatBridge.Benchmarks;

/// <summary>What a server did and used in a stretch of time, in nanoseconds.</summary>
/// <param name="Poller">The thread that serves the sockets.</param>
/// <param name="Others">All other threads: the pool, timers, the compiler.</param>
/// <param name="Passed">How long it was.</param>
/// <param name="Delivered">Deliveries.</param>
internal sealed record Stretch(double Poller, double Others, double Passed, double Delivered)
{
    public double CpuPerDelivery => (Poller + Others) / 1_000 / Delivered;

    public double PollerPerDelivery => Poller / 1_000 / Delivered;

    public double DeliveriesPerSecond => Delivered / Passed * 1e9;

    /// <summary>Cores used by other threads than the poller.</summary>
    public double OtherCores => Others / Passed;
}
