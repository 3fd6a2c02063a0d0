namespace WebChatBridge.Web.State;

/// <summary>A stretch of decoded bytes.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">What is shown.</param>
/// <param name="Name">What it is called, for what is no plain text.</param>
public sealed record TextPart(TextPartKind Kind, string Text, string? Name = null);
