using WebChatBridge.Protocol;

namespace WebChatBridge.Relay;

/// <summary>A step of a check-up, and what came of it so far.</summary>
internal sealed record CheckUpResult(Situation Situation, string Title, CheckUpOutcome Outcome, string? Because = null);
