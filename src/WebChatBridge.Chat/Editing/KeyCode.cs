namespace WebChatBridge.Chat;

/// <summary>What a key asks the line editor for.</summary>
internal enum KeyCode
{
    Text,
    Paste,
    Enter,
    Complete,
    CompleteBack,
    Backspace,
    Delete,
    Left,
    Right,
    WordLeft,
    WordRight,
    Home,
    End,
    Up,
    Down,
    KillToEnd,
    KillToStart,
    KillWordLeft,
    KillWordRight,
    Yank,
    Search,
    Cancel,
    Redraw,
    Interrupt,
    EndOfInput,
    Suspend,
}
