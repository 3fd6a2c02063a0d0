namespace WebChatBridge.Protocol;

/// <summary>Where and why a stream broke its dialect's rules.</summary>
/// <param name="Offset">The offending byte's place in the stream, from 0.</param>
/// <param name="Reason">One sentence for people, with value and limit.</param>
/// <param name="Bytes">The bytes in question, at most 64.</param>
/// <param name="Spoke">The foreign protocol these bytes are, if it was recognised.</param>
public sealed record Violation(long Offset, string Reason, byte[] Bytes, ForeignProtocol Spoke = ForeignProtocol.None);
