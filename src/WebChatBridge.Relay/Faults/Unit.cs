namespace WebChatBridge.Relay;

/// <summary>One append that waits in an outbox: a message, an answer, or bytes sent by hand.</summary>
/// <param name="End">Place just after its last byte in what is written.</param>
/// <param name="At">When it came.</param>
/// <param name="Note">What is to be said of bytes sent by hand; null for what the relay itself says.</param>
internal readonly record struct Unit(long End, TimeSpan At, string? Note = null);
