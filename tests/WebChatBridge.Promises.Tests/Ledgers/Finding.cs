namespace WebChatBridge.Promises.Tests;

/// <summary>One contradiction, in words that name the message.</summary>
internal sealed record Finding(Breach Breach, string What);
