namespace WebChatBridge.Web.State;

/// <summary>What the browser does with the text after a send.</summary>
/// <param name="Accepted">All of it was taken: the box is cleared, unless something else stands there by now.</param>
/// <param name="Rest">What was not taken when only a part was: it stays in the box.</param>
public sealed record SendOutcome(bool Accepted, string? Rest = null);
