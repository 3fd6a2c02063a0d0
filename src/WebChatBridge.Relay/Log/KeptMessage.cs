using WebChatBridge.Protocol;

namespace WebChatBridge.Relay;

/// <summary>A message as <see cref="MemoryLog"/> keeps it; its room and its number follow from its place.</summary>
/// <param name="At">When it was accepted.</param>
/// <param name="From">Who said it.</param>
/// <param name="Payload">Where its bytes are: valid until it is dropped.</param>
/// <param name="Unterminated">As in <see cref="ChatMessage.Unterminated"/>.</param>
/// <param name="PostedAs">The client that gave the post an id; null when there is none.</param>
internal readonly record struct KeptMessage(DateTimeOffset At, Sender From, ArraySegment<byte> Payload, bool Unterminated, string? PostedAs);
