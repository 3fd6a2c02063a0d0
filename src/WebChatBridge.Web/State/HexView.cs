namespace WebChatBridge.Web.State;

/// <summary>Bytes laid out in rows, with what they came in and what they became drawn along them. Pure.</summary>
public static class HexView
{
    /// <summary>Bytes in a row where there is space.</summary>
    public const int Wide = 16;

    /// <summary>Bytes in a row on a phone.</summary>
    public const int Narrow = 8;

    /// <summary>The rows of some inspected bytes.</summary>
    /// <param name="bytes">All of the bytes.</param>
    /// <param name="ruler">Their boundaries; null for bytes of which none are known.</param>
    /// <param name="width">Bytes in a row.</param>
    /// <param name="first">The first byte that is wanted; its row begins where rows begin.</param>
    /// <param name="count">About how many are wanted.</param>
    /// <param name="wrongAt">The byte that broke the rules; null for none.</param>
    public static IReadOnlyList<HexViewRow> Of(ReadOnlySpan<byte> bytes, BoundaryRuler? ruler, int width, int first, int count, int? wrongAt = null)
    {
        List<HexViewRow> rows = [];
        var reads = ruler is { Reads.Count: > 1 } ? ruler.Reads : [];
        var end = Math.Min(bytes.Length, first + count);
        for (var start = first - (first % width); start < end; start += width)
        {
            var row = bytes.Slice(start, Math.Min(width, bytes.Length - start));
            var cells = new HexCell[row.Length];
            for (var i = 0; i < row.Length; i++)
            {
                var last = i == row.Length - 1;
                cells[i] = new(start + i, row[i], Edge(start + i), last ? Edge(start + i + 1) : ByteEdge.None, wrongAt == start + i);
            }

            rows.Add(new HexViewRow(start, cells, Say(start, row), Pieces(ruler?.Frames ?? [], start, row.Length), Pieces(reads, start, row.Length)));
        }

        return rows;

        ByteEdge Edge(int place) => ruler?.At(place) ?? ByteEdge.None;
    }

    private static string Say(int start, ReadOnlySpan<byte> row) => $"offset {start}, {row.Length} {(row.Length == 1 ? "byte" : "bytes")}, {ByteWords.Say(row)}";

    // A stretch that neither begins nor ends in a row needs no line of its own there.
    private static List<RulerPiece> Pieces(IReadOnlyList<RulerSegment> segments, int start, int length)
    {
        List<RulerPiece> pieces = [];
        var news = false;
        foreach (var segment in segments.Where(segment => segment.Start < start + length && segment.End > start))
        {
            var (from, to) = (Math.Max(segment.Start, start), Math.Min(segment.End, start + length));
            var (begins, ends) = (segment.Start >= start, segment.End <= start + length);
            pieces.Add(new RulerPiece(
                from - start, to - from, Fit(segment, to - from), segment.Label, begins && segment.From is null, ends && segment.Into is null));
            news |= begins || ends;
        }

        return news ? pieces : [];
    }

    // A byte is three characters wide, and a little is lost at the ends.
    private static string Fit(RulerSegment segment, int bytes)
    {
        var space = (bytes * 3) - 3;
        var brief = segment.Name[(segment.Name.LastIndexOf(' ') + 1)..] + segment.Mark;
        return segment.Label.Length <= space ? segment.Label
            : segment.Name.Length + segment.Mark.Length <= space ? segment.Name + segment.Mark
            : char.IsAsciiDigit(brief[0]) && brief.Length <= space + 1 ? brief
            : segment.Mark;
    }
}
