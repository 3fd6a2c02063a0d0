namespace WebChatBridge.Protocol;

/// <summary>How bad what a hint found is.</summary>
public enum HintSeverity
{
    /// <summary>Good to know; works.</summary>
    Note,

    /// <summary>Works here, and will fail elsewhere.</summary>
    Warning,

    /// <summary>Does not work.</summary>
    Error,
}
