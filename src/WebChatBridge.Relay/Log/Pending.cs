namespace WebChatBridge.Relay;

/// <summary>A message in the batch that is being gathered.</summary>
/// <param name="Draft">The message.</param>
/// <param name="Sender">Who posted it.</param>
/// <param name="Room">Where.</param>
/// <param name="Done">Set for a post through the hub.</param>
/// <param name="End">Where its frame ends in what came from the sender; 0 for a post through the hub.</param>
internal readonly record struct Pending(Draft Draft, Session Sender, Room Room, TaskCompletionSource<Posted>? Done, long End);
