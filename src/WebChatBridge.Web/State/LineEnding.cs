namespace WebChatBridge.Web.State;

/// <summary>What ends the text of a composer on its way.</summary>
public enum LineEnding
{
    /// <summary>0a.</summary>
    Lf,

    /// <summary>0d 0a.</summary>
    CrLf,

    /// <summary>0d.</summary>
    Cr,

    /// <summary>Nothing.</summary>
    None,
}
