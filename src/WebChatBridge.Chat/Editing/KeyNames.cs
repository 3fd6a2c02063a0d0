namespace WebChatBridge.Chat;

/// <summary>The tables of keys: what terminals send for them, what they mean here. Null is a key without meaning.</summary>
internal static class KeyNames
{
    public static KeyCode? Control(byte unit) => unit switch
    {
        0x01 => KeyCode.Home,
        0x02 => KeyCode.Left,
        0x03 => KeyCode.Interrupt,
        0x04 => KeyCode.EndOfInput,
        0x05 => KeyCode.End,
        0x06 => KeyCode.Right,
        0x07 => KeyCode.Cancel,
        0x08 or 0x7F => KeyCode.Backspace,
        0x09 => KeyCode.Complete,
        0x0A or 0x0D => KeyCode.Enter,
        0x0B => KeyCode.KillToEnd,
        0x0C => KeyCode.Redraw,
        0x0E => KeyCode.Down,
        0x10 => KeyCode.Up,
        0x12 => KeyCode.Search,
        0x15 => KeyCode.KillToStart,
        0x17 => KeyCode.KillWordLeft,
        0x19 => KeyCode.Yank,
        0x1A => KeyCode.Suspend,
        _ => null,
    };

    public static KeyCode? Meta(char key) => key switch
    {
        'b' or 'B' => KeyCode.WordLeft,
        'f' or 'F' => KeyCode.WordRight,
        'd' or 'D' => KeyCode.KillWordRight,
        '\x7F' or '\b' => KeyCode.KillWordLeft,
        _ => null,
    };

    /// <param name="name">What follows <c>ESC [</c> or <c>ESC O</c>.</param>
    public static KeyCode? Sequence(string name) => name switch
    {
        "A" => KeyCode.Up,
        "B" => KeyCode.Down,
        "C" => KeyCode.Right,
        "D" => KeyCode.Left,
        "H" or "1~" or "7~" => KeyCode.Home,
        "F" or "4~" or "8~" => KeyCode.End,
        "3~" => KeyCode.Delete,
        "M" => KeyCode.Enter,
        "Z" => KeyCode.CompleteBack,
        "1;5D" or "1;3D" or "5D" => KeyCode.WordLeft,
        "1;5C" or "1;3C" or "5C" => KeyCode.WordRight,
        "3;5~" or "3;3~" => KeyCode.KillWordRight,
        _ => null,
    };
}
