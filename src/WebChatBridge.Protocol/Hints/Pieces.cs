namespace WebChatBridge.Protocol;

/// <summary>The chunks one stretch of a stream came in.</summary>
/// <param name="Stream">Whose chunks.</param>
/// <param name="First">The chunk with its first byte.</param>
/// <param name="Count">How many chunks.</param>
internal readonly record struct Pieces(CapturedStream Stream, int First, int Count)
{
    private const int Listed = 4;

    /// <summary>The pieces of a frame; none when it is not all here.</summary>
    public static Pieces Of(CapturedStream stream, long start, long end)
    {
        if (start < stream.Start || end > stream.End || start >= end)
        {
            return new Pieces(stream, 0, 0);
        }

        var first = stream.ChunkAt(start);
        return new Pieces(stream, first, stream.ChunkAt(end - 1) - first + 1);
    }

    /// <summary>The chunks.</summary>
    public IEnumerable<Chunk> Chunks => Stream.Chunks.Skip(First).Take(Count);

    /// <summary><c>of 10 and 54 bytes</c>.</summary>
    public string Sizes(long start, long end)
    {
        var sizes = Chunks.Take(Listed).Select(chunk => $"{Math.Min(chunk.End, end) - Math.Max(chunk.Offset, start):N0}").ToList();
        return Count <= Listed
            ? $"of {string.Join(", ", sizes.SkipLast(1))} and {sizes[^1]} bytes"
            : $"of {string.Join(", ", sizes)}, … bytes";
    }
}
