namespace WebChatBridge.Protocol;

/// <summary>Asks for a page of a room's history. With neither bound: the newest.</summary>
/// <param name="Room">The room.</param>
/// <param name="Before">Only messages with a smaller sequence number: the page just before it.</param>
/// <param name="After">Only messages with a greater one: the page just after it.</param>
/// <param name="Limit">How many at the most, 1-1000.</param>
public sealed record HistoryQuery(string Room, long? Before = null, long? After = null, int Limit = 100);
