namespace WebChatBridge.Protocol;

/// <summary>Why a request was not done.</summary>
/// <param name="Code">One of <see cref="ErrorCode"/>.</param>
/// <param name="Reason">What, value, limit, setting; for people.</param>
public sealed record Rejection(string Code, string Reason);
