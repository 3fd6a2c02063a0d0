namespace WebChatBridge.Protocol;

/// <summary>Somebody joined, left or was renamed, placed between the messages of the room. Kept in memory only.</summary>
/// <param name="Room">The room.</param>
/// <param name="AfterSeq">The sequence number of the room's newest message at that moment.</param>
/// <param name="At">When.</param>
/// <param name="Change">What happened.</param>
/// <param name="Who">Whose doing, with the new name.</param>
/// <param name="Was">The former name, when renamed.</param>
/// <param name="Reason">Why they left; null when there is nothing to say.</param>
public sealed record RoomEvent(
    string Room, long AfterSeq, DateTimeOffset At, PresenceChange Change, Sender Who, string? Was = null, CloseReason? Reason = null);
