namespace WebChatBridge.Protocol;

/// <summary>The words of a hint.</summary>
internal sealed record Advice(string Sentence, string Why, string Fix);
