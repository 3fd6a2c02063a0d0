using WebChatBridge.Protocol;

namespace WebChatBridge.Relay;

/// <summary>A message that is in the log now, and what its sender waits for.</summary>
/// <param name="Message">The message, with its place.</param>
/// <param name="Sender">Who posted it.</param>
/// <param name="PostId">The id to acknowledge it with.</param>
/// <param name="Done">Set for a post through the hub.</param>
internal readonly record struct Stored(ChatMessage Message, Session Sender, string? PostId, TaskCompletionSource<Posted>? Done);
