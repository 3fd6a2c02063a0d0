namespace WebChatBridge.Protocol;

/// <summary>What a watcher wants pushed from now on.</summary>
/// <param name="Room">The room it has open; null for none.</param>
/// <param name="Mode">How much of that room.</param>
/// <param name="After">Messages after this sequence number come first, from the log; null to begin with what comes now.</param>
/// <param name="Counters">Whether the sessions' changing counters are wanted, too (once a second).</param>
public sealed record FollowRequest(string? Room, FollowMode Mode = FollowMode.Live, long? After = null, bool Counters = false);
