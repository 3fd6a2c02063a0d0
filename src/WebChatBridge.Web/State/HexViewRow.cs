namespace WebChatBridge.Web.State;

/// <summary>A row of a hex view.</summary>
/// <param name="Offset">The place of its first byte, counted from the first inspected byte.</param>
/// <param name="Cells">Its bytes.</param>
/// <param name="Spoken">The row as a sentence: <c>offset 0, 13 bytes, hello newline</c>.</param>
/// <param name="Frames">What its bytes became; none where nothing begins or ends.</param>
/// <param name="Reads">What its bytes came in; none where they all came in one.</param>
public sealed record HexViewRow(
    int Offset, IReadOnlyList<HexCell> Cells, string Spoken, IReadOnlyList<RulerPiece> Frames, IReadOnlyList<RulerPiece> Reads)
{
    /// <summary>The bytes without a boundary between them, together: what is drawn without an element for each.</summary>
    public IEnumerable<ArraySegment<HexCell>> Runs
    {
        get
        {
            var cells = Cells.ToArray();
            for (var start = 0; start < cells.Length;)
            {
                var end = start + 1;
                while (end < cells.Length && cells[end].Before == ByteEdge.None && cells[end].Wrong == cells[start].Wrong)
                {
                    end++;
                }

                yield return new(cells, start, end - start);
                start = end;
            }
        }
    }
}
