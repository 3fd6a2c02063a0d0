namespace WebChatBridge.Protocol;

/// <summary>What happened to a room's members. Written in lower case.</summary>
public enum PresenceChange
{
    /// <summary>Somebody sat down.</summary>
    Joined,

    /// <summary>Somebody left.</summary>
    Left,

    /// <summary>Somebody has another name now.</summary>
    Renamed,
}
