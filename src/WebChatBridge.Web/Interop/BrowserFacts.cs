namespace WebChatBridge.Web.Interop;

/// <summary>What the browser says when the circuit starts.</summary>
/// <param name="Zone">Its time zone, an IANA name.</param>
/// <param name="Visible">Whether the tab is in front.</param>
/// <param name="Read">The read marks it kept, as JSON.</param>
/// <param name="Keys">Whether single-key shortcuts are on.</param>
/// <param name="Theme"><c>system</c>, <c>light</c> or <c>dark</c>.</param>
/// <param name="Name">The name its user asked for last; null when they never did.</param>
/// <param name="Reconnected">Whether the page was reloaded because the circuit was lost.</param>
public sealed record BrowserFacts(string Zone, bool Visible, string? Read, bool Keys, string Theme, string? Name, bool Reconnected);
