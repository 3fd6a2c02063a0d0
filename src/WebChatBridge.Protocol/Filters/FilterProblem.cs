namespace WebChatBridge.Protocol;

/// <summary>Something in a filter that does not do what it seems to.</summary>
/// <param name="Start">Where it begins in the filter's text, in UTF-16 units.</param>
/// <param name="Length">How long it is there.</param>
/// <param name="Sentence">What is wrong and what is done instead.</param>
public sealed record FilterProblem(int Start, int Length, string Sentence);
