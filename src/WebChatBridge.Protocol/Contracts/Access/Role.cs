namespace WebChatBridge.Protocol;

/// <summary>What somebody may do; each role may do what the one before it may.</summary>
public enum Role
{
    /// <summary>Reads everything.</summary>
    Viewer,

    /// <summary>Says something, too.</summary>
    Participant,

    /// <summary>Closes and renames sessions, misbehaves, exports, makes links, and ends the logins of others, too.</summary>
    Operator,
}
