using WebChatBridge.Protocol;

namespace WebChatBridge.Web.State;

/// <summary>One row of a followed stream.</summary>
public abstract record StreamLine
{
    private StreamLine(string key) => Key = key;

    /// <summary>The same for the same row as long as it is shown.</summary>
    public string Key { get; }

    /// <summary>What one read or one write carried.</summary>
    /// <param name="Content">The bytes.</param>
    /// <param name="Frames">What they are, in order.</param>
    /// <param name="Turn">Whether the row before went the other way, or there is none.</param>
    public sealed record Piece(Chunk Content, IReadOnlyList<RulerSegment> Frames, bool Turn) : StreamLine($"c{Content.Seq}")
    {
        public bool Equals(Piece? other) => other is not null && ReferenceEquals(Content, other.Content) && Turn == other.Turn && Frames.SequenceEqual(other.Frames);

        public override int GetHashCode() => Content.Seq.GetHashCode();
    }

    /// <summary>Bytes of one direction that are not here.</summary>
    /// <param name="Before">The chunk they would stand before.</param>
    /// <param name="Direction">Which way they went.</param>
    /// <param name="Bytes">How many.</param>
    /// <param name="After">The chunk shown before them, to ask for what follows it; null when they are not kept any more.</param>
    public sealed record Gap(long Before, Direction Direction, long Bytes, long? After) : StreamLine($"g{Before}");

    /// <summary>There is nothing before this.</summary>
    /// <param name="Chunks">How many chunks there were, once.</param>
    /// <param name="Bytes">How many bytes there were, once.</param>
    public sealed record Start(long Chunks, long Bytes) : StreamLine("start");
}
