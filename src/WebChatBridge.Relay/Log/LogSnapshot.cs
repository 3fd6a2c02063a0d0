using WebChatBridge.Protocol;

namespace WebChatBridge.Relay;

/// <summary>What the log holds when it is opened.</summary>
/// <param name="LastMessages">The newest message of each room. A room whose messages were all trimmed is in <paramref name="Rooms"/> only.</param>
/// <param name="Rooms">Each room's newest sequence number.</param>
/// <param name="LastSession">The greatest session number it knows; 0 when it is empty.</param>
public sealed record LogSnapshot(IReadOnlyList<ChatMessage> LastMessages, IReadOnlyDictionary<string, long> Rooms, long LastSession);
