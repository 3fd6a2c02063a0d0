namespace WebChatBridge.Protocol;

/// <summary>Which part of a session's capture is wanted. Without a place: the newest.</summary>
/// <param name="Session">Whose.</param>
/// <param name="After">Only chunks with a greater number, oldest first.</param>
/// <param name="Before">Only chunks with a smaller number, the newest of them.</param>
/// <param name="Around">This chunk in the middle.</param>
/// <param name="Room">With <paramref name="Seq"/>: the chunks this message came in, and their neighbours.</param>
/// <param name="Seq">With <paramref name="Room"/>: the message's sequence number.</param>
/// <param name="MaxBytes">At most about so many bytes of chunks, 1-262,144.</param>
public sealed record TraceQuery(
    long Session, long? After = null, long? Before = null, long? Around = null, string? Room = null, long? Seq = null, int MaxBytes = 65_536);
