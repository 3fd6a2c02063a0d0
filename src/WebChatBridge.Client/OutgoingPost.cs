namespace WebChatBridge.Client;

/// <summary>Something to say. Its id stays the same when it is sent again, so that the relay stores it once.</summary>
/// <param name="Id">1-64 characters, unique per client id.</param>
/// <param name="Payload">The bytes to say; not changed after construction.</param>
/// <param name="To">The one session it is for, by name; null for the room.</param>
public sealed record OutgoingPost(string Id, ReadOnlyMemory<byte> Payload, string? To = null);
