namespace WebChatBridge.Relay;

/// <summary>One thing for the core loop to do.</summary>
/// <param name="Session">Whose; null where it is nobody's.</param>
/// <param name="What">A <see cref="Protocol.ClientRequest"/>, or one of <see cref="Signals"/>.</param>
/// <param name="End">Where the frame that said it ends in what came from the session; 0 where nothing came.</param>
internal readonly record struct Command(Session? Session, object What, long End = 0);
