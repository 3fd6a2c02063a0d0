namespace WebChatBridge.Web.State;

/// <summary>Rows that matched and are not on the screen, between two that are.</summary>
/// <param name="After">The row before them; null for none.</param>
/// <param name="Before">The row after them.</param>
/// <param name="Count">How many.</param>
/// <param name="Kept">Whether they can still be had.</param>
internal sealed record TrafficGap(TrafficPlace? After, TrafficPlace Before, long Count, bool Kept);
