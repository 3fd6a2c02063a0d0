namespace WebChatBridge.Protocol;

/// <summary>A member a message was not written to (yet).</summary>
/// <param name="Session">Who.</param>
/// <param name="Reason">Why, for people: <c>not reading (64 KB queued)</c>.</param>
public sealed record PostFailure(Sender Session, string Reason);
