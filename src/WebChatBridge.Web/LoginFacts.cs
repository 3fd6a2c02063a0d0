namespace WebChatBridge.Web;

/// <summary>What the login page tells of the host.</summary>
/// <param name="Access">The way in: <c>link</c>, <c>oidc</c> or <c>open</c>.</param>
/// <param name="Machine">The machine's name.</param>
/// <param name="Command">What is typed on that machine to make another link.</param>
public sealed record LoginFacts(string Access, string Machine, string Command);
