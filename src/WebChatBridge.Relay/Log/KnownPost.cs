namespace WebChatBridge.Relay;

/// <summary>A post of a client that is in the log already.</summary>
public sealed record KnownPost(string PostId, string Room, long Seq, DateTimeOffset At);
