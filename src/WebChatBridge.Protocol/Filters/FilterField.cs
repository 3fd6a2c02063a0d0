namespace WebChatBridge.Protocol;

/// <summary>What a term of a filter looks at. docs/filter.md.</summary>
public enum FilterField
{
    /// <summary>A word or a <c>"phrase"</c>: contained in the text, the name, the sentence or the note.</summary>
    Text,

    /// <summary><c>/regex/</c> or <c>/regex/i</c>: found in one of the same places.</summary>
    Regex,

    /// <summary><c>from:</c> the session whose bytes came in, or to which something happened.</summary>
    From,

    /// <summary><c>to:</c> the session to which bytes went out.</summary>
    To,

    /// <summary><c>session:</c> the session, by number or name, both ways.</summary>
    Session,

    /// <summary><c>in:</c> the room.</summary>
    In,

    /// <summary><c>dir:</c> the direction.</summary>
    Dir,

    /// <summary><c>len&gt;</c> the length in bytes.</summary>
    Len,

    /// <summary><c>has:</c> bytes of a kind.</summary>
    Has,

    /// <summary><c>hex:</c> these bytes.</summary>
    Hex,

    /// <summary><c>hint:</c> a hint.</summary>
    Hint,

    /// <summary><c>kind:</c> what a frame is.</summary>
    Kind,

    /// <summary><c>event:</c> what happened.</summary>
    Event,
}
