namespace WebChatBridge.Protocol;

/// <summary>A page of kept traffic.</summary>
/// <param name="Rows">In order.</param>
/// <param name="More">Whether there are more in the direction that was asked for.</param>
/// <param name="Matched">How many kept rows match in all.</param>
/// <param name="Kept">How many rows are kept in all, whether they match or not.</param>
/// <param name="Rejected">Why it carries nothing: a pattern of the filter was given up; null for every other page.</param>
public sealed record TrafficPage(IReadOnlyList<TrafficRow> Rows, bool More, long Matched, long Kept, Rejection? Rejected = null);
