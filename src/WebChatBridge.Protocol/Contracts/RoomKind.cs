namespace WebChatBridge.Protocol;

/// <summary>How a room seats its members.</summary>
public enum RoomKind
{
    /// <summary>Everybody may sit down; messages toward text members carry the sender's name.</summary>
    Lobby,

    /// <summary>A transparent pipe between two seats; only third voices carry a name.</summary>
    Pair,

    /// <summary>A direct line between two sessions.</summary>
    Direct,
}
