namespace WebChatBridge.Client;

/// <summary>What became of a post, with the details.</summary>
/// <param name="Outcome">What became of it.</param>
/// <param name="Seq">Its place in its room, when stored.</param>
/// <param name="Seen">True when a replay after a reconnect has shown it already.</param>
/// <param name="Reason">Why it was refused, one sentence for people.</param>
public sealed record PostReceipt(PostOutcome Outcome, long? Seq = null, bool Seen = false, string? Reason = null);
