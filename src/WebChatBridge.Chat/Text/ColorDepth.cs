namespace WebChatBridge.Chat;

/// <summary>How many colours the terminal has.</summary>
internal enum ColorDepth
{
    None,
    Ansi16,
    Ansi256,
    TrueColor,
}
