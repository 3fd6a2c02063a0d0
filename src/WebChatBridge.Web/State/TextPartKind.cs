namespace WebChatBridge.Web.State;

/// <summary>What a stretch of decoded bytes is.</summary>
public enum TextPartKind
{
    /// <summary>Text as it is.</summary>
    Plain,

    /// <summary>Something that does not show, or moves other text about.</summary>
    Control,

    /// <summary>Bytes that are no UTF-8.</summary>
    Invalid,
}
