namespace WebChatBridge.Protocol;

/// <summary>A room in a list of rooms.</summary>
/// <param name="Room">Its name.</param>
/// <param name="Members">How many sit in it.</param>
/// <param name="Seq">The sequence number of its newest message; 0 when it has none.</param>
public sealed record RoomSummary(string Room, int Members, long Seq);
