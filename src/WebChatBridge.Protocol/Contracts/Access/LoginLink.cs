namespace WebChatBridge.Protocol;

/// <summary>A link that signs in one browser, once.</summary>
/// <param name="Path">What comes after the console's address: <c>/login#t=…</c>. Null when it was not made.</param>
/// <param name="Until">When it stops working.</param>
/// <param name="Rejected">Why it was not made.</param>
public sealed record LoginLink(string? Path, DateTimeOffset? Until, Rejection? Rejected);
