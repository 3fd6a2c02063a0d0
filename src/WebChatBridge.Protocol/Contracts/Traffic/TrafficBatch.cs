namespace WebChatBridge.Protocol;

/// <summary>What came since the last batch of a stream of traffic; at most 8 a second.</summary>
public sealed record TrafficBatch
{
    /// <summary>True for the first batch of a stream.</summary>
    public bool Snapshot { get; init; }

    /// <summary>Rows that match, in order; at most 200, the newest win.</summary>
    public IReadOnlyList<TrafficRow> Rows { get; init; } = [];

    /// <summary>Rows of this batch that match and are not in <see cref="Rows"/>: too many, or only counted.</summary>
    public long Skipped { get; init; }

    /// <summary>Rows the ring had already lost before this watcher looked.</summary>
    public long Lost { get; init; }

    /// <summary>Rows looked at since the stream began, whether they match or not.</summary>
    public long Seen { get; init; }

    /// <summary>Rows that matched since the stream began.</summary>
    public long Matched { get; init; }

    /// <summary>The newest number given to any row of any session.</summary>
    public long Newest { get; init; }

    /// <summary>Why the stream ends with this batch, which carries nothing else; null for every other batch.</summary>
    public Rejection? Rejected { get; init; }
}
