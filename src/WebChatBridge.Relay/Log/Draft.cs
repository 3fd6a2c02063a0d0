using WebChatBridge.Protocol;

namespace WebChatBridge.Relay;

/// <summary>A message on its way into the log.</summary>
/// <param name="Message">The message, without a sequence number yet.</param>
/// <param name="Client">The stable id of the program that posted it; null when it gave none.</param>
/// <param name="PostId">The id it gave the post; null when it gave none.</param>
public sealed record Draft(ChatMessage Message, string? Client = null, string? PostId = null);
