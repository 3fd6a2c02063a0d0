namespace WebChatBridge.Chat;

/// <summary>A key, or text that came with it.</summary>
internal readonly record struct Key(KeyCode Code, string Text = "");
