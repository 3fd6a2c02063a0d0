using WebChatBridge.Protocol;

namespace WebChatBridge.Relay;

/// <summary>What became of a TLS handshake.</summary>
/// <param name="Wire">What to go on with: encrypted, or the plain one when there is a failure to be told.</param>
/// <param name="Failure">Why there is no TLS; null when there is.</param>
/// <param name="Mute">Whether the client could not understand a word of ours.</param>
internal sealed record Handshake(IWire Wire, CloseReason? Failure, bool Mute);
