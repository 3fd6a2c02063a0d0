namespace WebChatBridge.Web.State;

/// <summary>Somebody put a mark into the traffic.</summary>
/// <param name="Number">Which, from 1.</param>
/// <param name="After">The row it stands after; null when there was none yet.</param>
/// <param name="At">When.</param>
internal sealed record TrafficMark(int Number, TrafficPlace? After, DateTimeOffset At);
