namespace WebChatBridge.Benchmarks;

/// <summary>What a <see cref="CopyServer"/> does wrong on purpose.</summary>
internal enum Flaw
{
    None,
    Lose,
    Duplicate,
    Reorder,
    Corrupt,

    /// <summary>Signs it with another name.</summary>
    Missign,
}
