namespace WebChatBridge.Protocol;

/// <summary>What a <see cref="Filter"/> can be asked about: a row of traffic, or a message.</summary>
public interface IFilterable
{
    /// <summary>Number of the session it belongs to.</summary>
    long Session { get; }

    /// <summary>Name of that session.</summary>
    string Name { get; }

    /// <summary>Its room; null for none.</summary>
    string? Room { get; }

    /// <summary>Which way it went; null for what is no bytes.</summary>
    Direction? Direction { get; }

    /// <summary>Bytes of it, framing included.</summary>
    int Length { get; }

    /// <summary>The bytes that are looked into, as many as are at hand.</summary>
    ReadOnlyMemory<byte> Bytes { get; }

    /// <summary>Whether these bytes may begin or end in the middle of a character.</summary>
    bool Cut { get; }

    /// <summary>These bytes as text.</summary>
    string Text { get; }

    /// <summary>What the frame is; null for what is none.</summary>
    FrameKind? Kind { get; }

    /// <summary>What happened; null for bytes.</summary>
    string? Event { get; }

    /// <summary>The event as a sentence; null for bytes.</summary>
    string? Sentence { get; }

    /// <summary>What was done to it on purpose; null for nothing.</summary>
    string? Note { get; }

    /// <summary>Codes of the hints on it.</summary>
    IReadOnlyList<string> Hints { get; }
}
