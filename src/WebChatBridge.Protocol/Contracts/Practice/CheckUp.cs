namespace WebChatBridge.Protocol;

/// <summary>A client being put through the situations that real networks bring, and how it coped.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Endpoint">The listening endpoint the client comes in by.</param>
/// <param name="Session">The session being checked now; null while it waits for the client to connect again.</param>
/// <param name="Name">Name of the client's session, first or last seen.</param>
/// <param name="StartedAt">When it began.</param>
/// <param name="Asks">What somebody has to do now (<c>Start your client again</c>); null for nothing.</param>
/// <param name="Done">Whether every step has an outcome, or it was stopped.</param>
/// <param name="Steps">Every step, in order.</param>
public sealed record CheckUp(
    long Id, string Endpoint, long? Session, string Name, DateTimeOffset StartedAt, string? Asks, bool Done, IReadOnlyList<CheckUpStep> Steps);
