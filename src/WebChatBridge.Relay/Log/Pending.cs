namespace WebChatBridge.Relay;

/// <summary>A message in the batch that is being gathered.</summary>
internal readonly record struct Pending(Draft Draft, Session Sender, Room Room, TaskCompletionSource<Posted>? Done);
