using WebChatBridge.Protocol;

namespace WebChatBridge.Relay;

/// <summary>When and why a session ended. One reference, so that whoever reads it from another thread gets all of it.</summary>
internal sealed record Closing(DateTimeOffset At, CloseReason Reason);
