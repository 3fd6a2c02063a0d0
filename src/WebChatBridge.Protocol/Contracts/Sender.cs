namespace WebChatBridge.Protocol;

/// <summary>Who said it, as they were called when they said it.</summary>
/// <param name="Id">The session's number; never used again, also not after a restart.</param>
/// <param name="Name">The session's name at that moment.</param>
/// <param name="Origin">The door it came in by.</param>
public sealed record Sender(long Id, string Name, Origin Origin);
