namespace WebChatBridge.Relay;

/// <summary>What a practice partner is told.</summary>
internal abstract record Cue
{
    /// <summary>It has its seat.</summary>
    /// <param name="Room">Where.</param>
    /// <param name="InPair">Whether it is a seat of a pair: one other, and no names.</param>
    public sealed record Seated(string Room, bool InPair) : Cue;

    /// <summary>Somebody who is no partner said something.</summary>
    /// <param name="From">Who; empty in a pair, where nothing tells.</param>
    /// <param name="Payload">What.</param>
    /// <param name="Direct">Whether it was said to this partner alone.</param>
    public sealed record Heard(string From, byte[] Payload, bool Direct = false) : Cue;

    /// <summary>Somebody who is no partner sat down in the room.</summary>
    public sealed record Joined(string Name) : Cue;

    /// <summary>A second passed.</summary>
    public sealed record Second : Cue;

    /// <summary>The other seat of the pair said goodbye.</summary>
    public sealed record Goodbye : Cue;
}
