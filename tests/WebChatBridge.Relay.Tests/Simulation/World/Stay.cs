namespace WebChatBridge.Relay.Tests.Simulation;

/// <summary>A client's time in a room on one connection: what it got there must be a piece of the room's log, without a hole.</summary>
/// <param name="room">Which room; null where the dialect does not say.</param>
/// <param name="after">What comes after this number must come; null where the client cannot know.</param>
/// <param name="resumed">Whether it was asked for by number.</param>
internal sealed class Stay(string? room, long? after, bool resumed = false)
{
    public string? Room => room;

    public long? After => after;

    public bool Resumed => resumed;

    /// <summary>Where the newest message in the store was in every room when the client was told that it sits here.</summary>
    public int KeptWhenSeated { get; set; } = int.MaxValue;

    public List<Seen> Got { get; } = [];
}
