namespace WebChatBridge.Protocol;

/// <summary>How the log is.</summary>
/// <param name="Store"><c>sqlite</c>, <c>memory</c> or <c>redis</c>.</param>
/// <param name="State"><c>ok</c>, or <c>failing</c> while it cannot be written.</param>
/// <param name="Error">Why it cannot be written; null when it can.</param>
public sealed record LogStatus(string Store, string State, string? Error = null);
