namespace WebChatBridge.Protocol;

/// <summary>A page of a room's history.</summary>
/// <param name="Room">The room.</param>
/// <param name="Messages">Oldest first, without gaps.</param>
/// <param name="Events">Joins, leaves and renames still remembered that belong between these messages.</param>
/// <param name="FirstSeq">The sequence number of the oldest message the log still has; 0 when it has none.</param>
/// <param name="LastSeq">The sequence number of the newest one; 0 when it has none.</param>
public sealed record HistoryPage(
    string Room, IReadOnlyList<ChatMessage> Messages, IReadOnlyList<RoomEvent> Events, long FirstSeq, long LastSeq);
