using WebChatBridge.Protocol;

namespace WebChatBridge.Relay;

/// <summary>What is known to be odd about a session's bytes.</summary>
/// <param name="Hints">The hints.</param>
/// <param name="Messages">Those on bytes that messages came in.</param>
/// <param name="Fresh">Whether that is about everything that has come.</param>
internal sealed record HintsKnown(IReadOnlyList<Hint> Hints, IReadOnlyList<MessageHint> Messages, bool Fresh)
{
    public static HintsKnown Nothing { get; } = new([], [], Fresh: true);
}
