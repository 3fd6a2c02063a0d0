namespace WebChatBridge.Protocol;

/// <summary>Everybody who is signed in.</summary>
/// <param name="People">They; empty where nobody has to sign in.</param>
/// <param name="Rejected">Why they are not told; null when they are.</param>
public sealed record PeoplePage(IReadOnlyList<Person> People, Rejection? Rejected);
