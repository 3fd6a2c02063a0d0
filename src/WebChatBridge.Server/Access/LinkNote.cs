namespace WebChatBridge.Server;

/// <summary>What the command <c>link</c> leaves for the audit of the server that runs: never the token.</summary>
/// <param name="Deed">What was made.</param>
internal sealed record LinkNote(string Deed);
