using System.Text.Json.Serialization;

namespace WebChatBridge.Benchmarks;

/// <summary>What one run measured. Rates and CPU are of the measured time only, faults of the whole run.</summary>
internal sealed record LoadResult
{
    /// <summary><c>ok</c>, <c>faults</c> or <c>stalled</c>.</summary>
    public required string Status { get; init; }

    /// <summary>The first thing that went wrong, in words.</summary>
    public string? First { get; init; }

    public required string Dialect { get; init; }

    public int Connections { get; init; }

    public double Seconds { get; init; }

    public double MessagesPerSecond { get; init; }

    public double DeliveriesPerSecond { get; init; }

    /// <summary>User and system, divided by deliveries, in microseconds; null without a process.</summary>
    public double? ServerCpuPerDelivery { get; init; }

    /// <summary>The generator's own.</summary>
    public double OwnCpuPerDelivery { get; init; }

    /// <summary>CPU used by neither, in cores.</summary>
    public double OtherCores { get; init; }

    /// <summary>From before the send (with a rate: from when it was due) until the listener has it, in microseconds.</summary>
    public double P50 { get; init; }

    public double P90 { get; init; }

    public double P99 { get; init; }

    public double P999 { get; init; }

    public double Max { get; init; }

    public long Delivered { get; init; }

    public long Lost { get; init; }

    public long Duplicate { get; init; }

    public long OutOfOrder { get; init; }

    public long Corrupt { get; init; }

    public long Closed { get; init; }

    /// <summary>Posts of a dialect that is answered, and how many were.</summary>
    public long? Acked { get; init; }

    public long Sent { get; init; }

    public double ConnectsPerSecond { get; init; }

    /// <summary>Memory of the server at the end, in bytes.</summary>
    public long? ServerRss { get; init; }

    /// <summary>What each idle connection added to it.</summary>
    public double? RssPerIdle { get; init; }

    /// <summary>Cores the server used while nothing but idle connections was there.</summary>
    public double? IdleCores { get; init; }

    /// <summary>How long after it stopped reading the first of those was closed; null if it was not.</summary>
    public double? StoppedClosedAfter { get; init; }

    /// <summary>Lost, duplicate, out of order and corrupt ones and connections that broke.</summary>
    [JsonIgnore]
    public long Faults => Lost + Duplicate + OutOfOrder + Corrupt + Closed;
}
