namespace WebChatBridge.Protocol;

/// <summary>A room as a console shows it.</summary>
public sealed record RoomInfo
{
    /// <summary>Its name. <c>@3+17</c> is the direct line between sessions 3 and 17.</summary>
    public required string Name { get; init; }

    /// <summary>How its members came to sit there.</summary>
    public required RoomKind Kind { get; init; }

    /// <summary>The sequence number of its newest message; 0 when it has none.</summary>
    public long LastSeq { get; init; }

    /// <summary>When its newest message was accepted.</summary>
    public DateTimeOffset? LastAt { get; init; }

    /// <summary>Who sent its newest message.</summary>
    public string? LastFrom { get; init; }

    /// <summary>How many sit in it.</summary>
    public int MemberCount { get; init; }

    /// <summary>The first of its members, at most 50.</summary>
    public IReadOnlyList<Sender> Members { get; init; } = [];

    /// <summary>How many consoles have it open without having joined.</summary>
    public int Watching { get; init; }
}
