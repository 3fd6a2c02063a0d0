namespace WebChatBridge.Protocol;

/// <summary>
/// What changed for a watcher since its last batch. The first batch of a stream is the snapshot: all of it is there.
/// At most 8 a second; what changed twice in between is in it once.
/// </summary>
public sealed record WatchBatch
{
    /// <summary>True for the first batch of a stream.</summary>
    public bool Snapshot { get; init; }

    /// <summary>The watcher's own session; in the snapshot, and when it changed.</summary>
    public SessionInfo? Me { get; init; }

    /// <summary>What the watcher may do; in the snapshot.</summary>
    public Role? Role { get; init; }

    /// <summary>The relay's state; in the snapshot, and when it changed (numbers at most once a second).</summary>
    public RelayStatus? Status { get; init; }

    /// <summary>Sessions that are new or changed, closed ones among them. At most 1,000; the newest win.</summary>
    public IReadOnlyList<SessionInfo> Sessions { get; init; } = [];

    /// <summary>Rooms that are new or changed.</summary>
    public IReadOnlyList<RoomInfo> Rooms { get; init; } = [];

    /// <summary>Rooms that are no more.</summary>
    public IReadOnlyList<string> RoomsGone { get; init; } = [];

    /// <summary>
    /// New messages of the followed room in order; empty while its mode is <see cref="FollowMode.Count"/>. Sequence numbers
    /// have no gaps, so a step of more than one says how many were skipped; <see cref="IConsoleHub.History"/> has them.
    /// </summary>
    public IReadOnlyList<ChatMessage> Messages { get; init; } = [];

    /// <summary>Joins, leaves and renames in the followed room.</summary>
    public IReadOnlyList<RoomEvent> Events { get; init; } = [];

    /// <summary>
    /// Hints on messages of the followed room, new or changed; its messages' bytes are found with <see cref="IConsoleHub.Trace"/>.
    /// </summary>
    public IReadOnlyList<MessageHint> Hints { get; init; } = [];

    /// <summary>Check-ups that are new or changed; in the snapshot, all of them.</summary>
    public IReadOnlyList<CheckUp> CheckUps { get; init; } = [];
}
