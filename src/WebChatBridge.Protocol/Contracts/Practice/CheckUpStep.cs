namespace WebChatBridge.Protocol;

/// <summary>One situation of a check-up.</summary>
/// <param name="Code">Stable: <c>split-header</c>, <c>split-body</c>, <c>two-in-one</c>, <c>large</c>, <c>cut-character</c>, <c>no-goodbye</c>, <c>half-close</c>.</param>
/// <param name="Title">What is done, for people: <c>The header arrives in two pieces</c>.</param>
/// <param name="Outcome">How the client coped.</param>
/// <param name="Because">What was seen, in one sentence; null while it has not run.</param>
/// <param name="Session">The session it ran on; null while it has not run.</param>
/// <param name="Start">Place in that session's outgoing stream where the step's bytes begin.</param>
/// <param name="End">Place just after them.</param>
/// <param name="FirstChunk">Number of the first chunk that was written for it; null while it has not run.</param>
/// <param name="Hint">What explains a failure and what to do; null when it did not fail.</param>
public sealed record CheckUpStep(
    string Code, string Title, CheckUpOutcome Outcome, string? Because = null, long? Session = null, long Start = 0, long End = 0, long? FirstChunk = null, Hint? Hint = null);
