namespace WebChatBridge.Protocol;

/// <summary>How traffic is cut into rows.</summary>
public enum Lens
{
    /// <summary>A row for each frame that went in or out of a session.</summary>
    Messages,

    /// <summary>A row for each read and each write.</summary>
    Chunks,

    /// <summary>A row for each thing that happened to a session: opened, closed, renamed, refused, made to misbehave.</summary>
    Events,
}
