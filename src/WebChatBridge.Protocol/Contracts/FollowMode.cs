namespace WebChatBridge.Protocol;

/// <summary>How much of the followed room is pushed.</summary>
public enum FollowMode
{
    /// <summary>Every message, up to 200 a batch.</summary>
    Live,

    /// <summary>No messages, only the room's newest sequence number: for a reader who scrolled up.</summary>
    Count,
}
