namespace WebChatBridge.Web.State;

/// <summary>What would be shown if one thing less were asked for.</summary>
/// <param name="Label">The thing, as it is written.</param>
/// <param name="Without">The address without it.</param>
/// <param name="Matching">How many rows that would show.</param>
public sealed record NearMiss(string Label, TrafficAddress Without, long Matching);
