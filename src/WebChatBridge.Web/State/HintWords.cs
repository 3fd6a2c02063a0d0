using WebChatBridge.Protocol;

namespace WebChatBridge.Web.State;

/// <summary>How bad a hint is, in a glyph and a word.</summary>
public static class HintWords
{
    /// <summary>Glyph, word and the name of the style.</summary>
    public static (string Glyph, string Word, string Style) Of(HintSeverity severity) => severity switch
    {
        HintSeverity.Error => ("✕", "error", "hint-error"),
        HintSeverity.Warning => ("▲", "warning", "hint-warning"),
        _ => ("ℹ", "note", "hint-note"),
    };
}
