using WebChatBridge.Protocol;
using WebChatBridge.Web.State;

namespace WebChatBridge.Web.Tests.State;

public sealed class HexViewTests
{
    [Fact]
    public void Of_SeventeenBytes_MakesTwoRows()
    {
        byte[] bytes = [.. "GET / HTTP/1.1\r\n"u8, 0xff];

        var rows = HexView.Of(bytes, null, HexView.Wide, 0, 1024);

        Assert.Equal([0, 16], rows.Select(row => row.Offset));
        Assert.Equal("47 45 54 20 2f 20 48 54 54 50 2f 31 2e 31 0d 0a", string.Join(' ', rows[0].Cells.Select(cell => ByteWords.Hex(cell.Value))));
        Assert.Equal("GET / HTTP/1.1←↵", string.Concat(rows[0].Cells.Select(cell => ByteWords.Glyph(cell.Value))));
        Assert.Equal("offset 16, 1 byte, hex ff", rows[1].Spoken);
    }

    [Fact]
    public void Of_Nothing_HasNoRows() => Assert.Empty(HexView.Of([], null, HexView.Wide, 0, 1024));

    [Fact]
    public void Spoken_IsASentence() =>
        Assert.Equal("offset 0, 13 bytes, hello, world newline", HexView.Of("hello, world\n"u8, null, HexView.Wide, 0, 1024)[0].Spoken);

    [Fact]
    public void Of_Narrow_LabelsEachPieceInItsRow()
    {
        var rows = Rows(HexView.Narrow);

        Assert.Equal(2, rows.Count);
        Assert.Equal([(0, 7, "message 881", true, true), (7, 1, "", true, false)], Pieces(rows[0]));
        Assert.Equal([(0, 6, "message 882", false, true), (6, 2, "883▶", true, false)], Pieces(rows[1]));
    }

    [Fact]
    public void Of_Wide_DrawsTheMessagesOfThePicture()
    {
        var row = Assert.Single(Rows(HexView.Wide));

        Assert.Equal([(0, 7, "message 881", true, true), (7, 7, "message 882", true, true), (14, 2, "883▶", true, false)], Pieces(row));
        Assert.Empty(row.Reads);
        Assert.Equal([0, 7, 14], row.Cells.Where(cell => cell.Before != ByteEdge.None).Select(cell => cell.At));
        Assert.Equal(ByteEdge.Read, row.Cells[^1].After);
        Assert.Equal([7, 7, 2], row.Runs.Select(run => run.Count));
    }

    [Fact]
    public void Of_ALongMessage_IsLabelledWhereItBeginsAndEnds()
    {
        var trace = StreamSamples.Trace([StreamSamples.In(1042, 0, new string('x', 63) + "\n")], [StreamSamples.Line(0, 64, 5)]);

        var inspection = StreamSamples.Inspect(trace);
        var rows = HexView.Of(inspection.Bytes, BoundaryRuler.Of(inspection), HexView.Wide, 0, 1024);

        Assert.Equal([1, 0, 0, 1], rows.Select(row => row.Frames.Count));
    }

    [Fact]
    public void Of_APageInTheMiddle_BeginsWhereRowsBegin()
    {
        var rows = HexView.Of(new byte[5000], null, HexView.Wide, 1030, 1024);

        Assert.Equal(1024, rows[0].Offset);
        Assert.Equal(2048, rows[^1].Offset);
    }

    [Fact]
    public void Of_TheByteThatBrokeTheRules_IsMarked() =>
        Assert.Equal([3], HexView.Of("PING"u8, null, HexView.Wide, 0, 16, wrongAt: 3)[0].Cells.Where(cell => cell.Wrong).Select(cell => cell.At));

    private static IReadOnlyList<HexViewRow> Rows(int width)
    {
        var inspection = StreamSamples.Inspect(StreamSamples.Pings);
        return HexView.Of(inspection.Bytes, BoundaryRuler.Of(inspection), width, 0, 1024);
    }

    private static IEnumerable<(int, int, string, bool, bool)> Pieces(HexViewRow row) =>
        row.Frames.Select(piece => (piece.Column, piece.Width, piece.Text, piece.Opens, piece.Closes));
}
