namespace WebChatBridge.Protocol;

/// <summary>The codes of <see cref="ServerEvent.Error"/> and of a rejected hub call. Stable: programs switch on them.</summary>
public static class ErrorCode
{
    /// <summary>A member is missing, of the wrong type, or out of range.</summary>
    public const string BadRequest = "bad_request";

    /// <summary>The request's type or the command is not known.</summary>
    public const string UnknownRequest = "unknown_request";

    /// <summary>The name cannot be used: empty, too long, or with characters that names do not have.</summary>
    public const string BadName = "bad_name";

    /// <summary>The room cannot be used: empty, too long, or with characters that rooms do not have.</summary>
    public const string BadRoom = "bad_room";

    /// <summary>There is no such session, room or message.</summary>
    public const string NotFound = "not_found";

    /// <summary>A limit of the relay stands against it; the text names the limit and its setting.</summary>
    public const string Limit = "limit";

    /// <summary>The log cannot be written; nothing was stored, nothing was delivered.</summary>
    public const string NotStored = "not_stored";

    /// <summary>It is not possible in this room or on this endpoint.</summary>
    public const string NotHere = "not_here";

    /// <summary>The role of who asks does not allow it.</summary>
    public const string Forbidden = "forbidden";
}
