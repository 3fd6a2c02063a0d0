namespace WebChatBridge.Protocol;

/// <summary>What an expert would say about some bytes: what is to be seen, why it matters, what to do.</summary>
/// <param name="Code"><c>H1</c> … <c>H12</c>; stable.</param>
/// <param name="Severity">How bad it is.</param>
/// <param name="Session">Whose bytes.</param>
/// <param name="Direction">Which stream of it.</param>
/// <param name="Start">Place of the first byte it is about; equal to <paramref name="End"/> when it is about a moment, not bytes.</param>
/// <param name="End">Place just after the last byte it is about.</param>
/// <param name="Sentence">What is to be seen, with the numbers: <c>3 messages came in one read.</c></param>
/// <param name="Why">Why that is so, or what it does to programs.</param>
/// <param name="Fix">What to do about it.</param>
public sealed record Hint(string Code, HintSeverity Severity, long Session, Direction Direction, long Start, long End, string Sentence, string Why, string Fix);
