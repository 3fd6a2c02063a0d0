namespace WebChatBridge.Protocol;

/// <summary>Whether a check-up began.</summary>
/// <param name="Id">Its number; null when it did not begin.</param>
/// <param name="Rejected">Why it did not; null when it did.</param>
public sealed record CheckUpStart(long? Id, Rejection? Rejected);
