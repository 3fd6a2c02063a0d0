using WebChatBridge.Protocol;

namespace WebChatBridge.Relay;

/// <summary>One session's captured traffic, as those read it who look. Anybody may, at any time.</summary>
internal interface ITap
{
    /// <summary>The session's number.</summary>
    long Session { get; }

    /// <summary>Its name now.</summary>
    string Name { get; }

    /// <summary>The room it sits in now, or sat in last.</summary>
    string? Room { get; }

    /// <summary>Becomes another with every chunk and every frame; cheap.</summary>
    long Version { get; }

    /// <summary>How many chunks were dropped to make room for others.</summary>
    long DroppedChunks { get; }

    /// <summary>Chunks that are kept and have a greater number, in order.</summary>
    IReadOnlyList<Chunk> Chunks(long after);

    /// <summary>Frames of a direction that end after this place, and in a chunk that is kept, in order.</summary>
    IReadOnlyList<KeptFrame> Frames(Direction direction, long after);

    /// <summary>What is known to be odd about its bytes.</summary>
    IReadOnlyList<Hint> Hints();
}
