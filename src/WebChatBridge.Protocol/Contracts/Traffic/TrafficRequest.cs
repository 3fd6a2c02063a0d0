namespace WebChatBridge.Protocol;

/// <summary>Which rows a stream of traffic carries.</summary>
/// <param name="Lens">How traffic is cut into rows.</param>
/// <param name="Filter">In the filter language (docs/filter.md); empty for all.</param>
/// <param name="Sessions">Only these sessions; empty for all.</param>
/// <param name="Direction">Only this direction; null for both.</param>
/// <param name="After">Only rows with a greater number; null for the newest 200 and what comes.</param>
/// <param name="CountOnly">Send no rows, only how many have come: for a reader who stands still.</param>
public sealed record TrafficRequest(
    Lens Lens, string Filter = "", IReadOnlyList<long>? Sessions = null, Direction? Direction = null, long? After = null, bool CountOnly = false);
