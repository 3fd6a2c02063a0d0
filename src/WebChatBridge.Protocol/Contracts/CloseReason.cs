namespace WebChatBridge.Protocol;

/// <summary>How a session ended, with the evidence.</summary>
/// <param name="Code">The kind of end.</param>
/// <param name="Sentence">What a person reads, with the numbers: <c>too slow: 262,144 B waited 12 s</c>.</param>
/// <param name="Offset">For a violation: which byte of the stream, counted from 0.</param>
/// <param name="Evidence">The bytes in question (a violation's, or the last ones that came), at most 64; null when there are none.</param>
public sealed record CloseReason(CloseCode Code, string Sentence, long? Offset = null, byte[]? Evidence = null);
