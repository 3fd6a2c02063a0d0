namespace WebChatBridge.Chat;

/// <summary>What the input block is to show.</summary>
/// <param name="Prompt">What stands before the input, plain text.</param>
/// <param name="Text">The input.</param>
/// <param name="Cursor">Where in the input, in UTF-16 units.</param>
internal sealed record PromptView(string Prompt, string Text, int Cursor);
