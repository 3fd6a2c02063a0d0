namespace WebChatBridge.Protocol;

/// <summary>How a session is to be treated badly.</summary>
/// <param name="Kind">What is done.</param>
/// <param name="Bytes">Slice: bytes in each piece, 1-65,536.</param>
/// <param name="Gap">In milliseconds. Slice: between two pieces, 0-60,000; merge: the longest a message waits for others, 1-60,000; delay: how late, 1-60,000.</param>
/// <param name="Messages">Merge: how many messages leave together, 2-1,000.</param>
/// <param name="Times">Slice, merge, delay: for how many writes, 1-1,000,000; null until it is switched off.</param>
public sealed record Misbehaviour(MisbehaviourKind Kind, int Bytes = 1, int Gap = 0, int Messages = 2, int? Times = null);
