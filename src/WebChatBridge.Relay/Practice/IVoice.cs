namespace WebChatBridge.Relay;

/// <summary>How a partner spells what it says and hears what it is told: the client's side of a dialect. Pure.</summary>
internal interface IVoice
{
    /// <summary>Its first words; empty where the dialect has none.</summary>
    byte[] Hello { get; }

    /// <summary>The goodbye of its dialect; empty where that has none and just closes.</summary>
    byte[] Goodbye { get; }

    /// <summary>A message to the room, or to one of it.</summary>
    byte[] Spell(byte[] payload, string? to);

    /// <summary>Takes what came; answers what happened, in order.</summary>
    IReadOnlyList<Cue> Hear(ReadOnlySpan<byte> bytes);
}
