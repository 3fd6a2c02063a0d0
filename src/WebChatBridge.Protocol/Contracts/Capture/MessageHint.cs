namespace WebChatBridge.Protocol;

/// <summary>A hint on the bytes a message came in.</summary>
/// <param name="Room">The message's room.</param>
/// <param name="Seq">Its sequence number there.</param>
/// <param name="Hint">The hint.</param>
public sealed record MessageHint(string Room, long Seq, Hint Hint);
