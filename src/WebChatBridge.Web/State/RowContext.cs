using System.Collections.Frozen;
using WebChatBridge.Protocol;

namespace WebChatBridge.Web.State;

/// <summary>What rows depend on besides messages and events.</summary>
/// <param name="Zone">Decides where a day begins.</param>
/// <param name="AtStart">Whether nothing older is stored.</param>
/// <param name="Trimmed">Whether something older was, once.</param>
/// <param name="UnreadAfter">After this message what follows is unread.</param>
/// <param name="Marked">What the address points at.</param>
internal sealed record RowContext(TimeZoneInfo Zone, bool AtStart, bool Trimmed, long? UnreadAfter, long? Marked)
{
    /// <summary>Hints on messages, by sequence number.</summary>
    public IReadOnlyDictionary<long, IReadOnlyList<Hint>> Hints { get; init; } = FrozenDictionary<long, IReadOnlyList<Hint>>.Empty;
}
