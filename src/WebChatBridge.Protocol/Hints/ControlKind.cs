namespace WebChatBridge.Protocol;

/// <summary>What a control character does where it is obeyed, from harmless to nasty.</summary>
internal enum ControlKind
{
    /// <summary>A mark of the reading direction, as texts in Arabic or Hebrew have it.</summary>
    Direction,

    /// <summary>Cannot be seen, or moves the cursor a little.</summary>
    Invisible,

    /// <summary>The end of a text in C.</summary>
    Nul,

    /// <summary>A byte order mark.</summary>
    OrderMark,

    /// <summary>Writes over the line.</summary>
    Return,

    /// <summary>Turns the reading order around.</summary>
    Override,

    /// <summary>Begins a command to the terminal.</summary>
    Escape,
}
