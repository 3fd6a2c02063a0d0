using WebChatBridge.Protocol;
using WebChatBridge.Web.State;

namespace WebChatBridge.Web.Tests.State;

public sealed class StreamWindowTests
{
    private readonly StreamWindow _window = new();

    [Fact]
    public void Show_BothWays_MarksEachTurn()
    {
        _window.Show(StreamSamples.Trace([StreamSamples.In(1, 0, "a\n"), StreamSamples.In(2, 2, "b\n"), StreamSamples.Out(3, 0, "c\n")], []));

        Assert.Equal(["start", "c1", "c2", "c3"], _window.Lines.Select(line => line.Key));
        Assert.Equal([true, false, true], _window.Lines.OfType<StreamLine.Piece>().Select(piece => piece.Turn));
    }

    [Fact]
    public void Show_BytesThatWereDropped_SaysHowManyBefore()
    {
        _window.Show(StreamSamples.Trace([StreamSamples.In(9, 700, "a\n")], []) with { DroppedChunks = 8, DroppedBytes = 700 });

        Assert.Equal(new StreamLine.Start(8, 700), _window.Lines[0]);
    }

    [Fact]
    public void Append_TheEndOfAMessage_ChangesTheRowOfItsBeginning()
    {
        _window.Show(StreamSamples.Trace([StreamSamples.Pings.Chunks[0]], [StreamSamples.Pings.Frames[0], StreamSamples.Pings.Frames[1]]));
        Assert.Equal("no message yet", Piece(1042).Frames[^1].Name);

        _window.Append(StreamSamples.Trace([StreamSamples.Pings.Chunks[1]], [StreamSamples.Pings.Frames[2]]));

        Assert.Equal("message 883, continues in chunk 1043 ▶", Piece(1042).Frames[^1].Label);
        Assert.Equal("message 883, began in chunk 1042", Piece(1043).Frames[0].Label);
    }

    [Fact]
    public void Append_AfterBytesThatAreGone_SaysHowMany()
    {
        _window.Show(StreamSamples.Trace([StreamSamples.In(1, 0, "a\n")], []));

        _window.Append(StreamSamples.Trace([StreamSamples.In(5, 100, "z\n")], []));

        Assert.Equal(new StreamLine.Gap(5, Direction.In, 98, null), _window.Lines[2]);
        Assert.True(Piece(5).Turn);
    }

    [Fact]
    public void Fill_AGapOfKeptBytes_ClosesIt()
    {
        _window.Show(StreamSamples.Trace([StreamSamples.In(1, 0, "a\n")], []));
        _window.Append(StreamSamples.Trace([StreamSamples.In(5, 6, "z\n")], []), torn: true);
        var gap = Assert.IsType<StreamLine.Gap>(_window.Lines[2]);
        Assert.Equal((4, 1L), (gap.Bytes, gap.After));

        _window.Fill(gap, StreamSamples.Trace([StreamSamples.In(2, 2, "b\n"), StreamSamples.In(3, 4, "c\n"), StreamSamples.In(5, 6, "z\n")], []));

        Assert.Equal(["start", "c1", "c2", "c3", "c5"], _window.Lines.Select(line => line.Key));
    }

    [Fact]
    public void Append_MoreThanFits_LetsTheOldestGo()
    {
        _window.Show(StreamSamples.Trace([.. Enumerable.Range(0, StreamWindow.Most).Select(i => StreamSamples.In(i, i, "x"))], []));

        _window.Append(StreamSamples.Trace([StreamSamples.In(StreamWindow.Most, StreamWindow.Most, "y")], []));

        Assert.Equal((1, StreamWindow.Most), (_window.First, _window.Last));
        Assert.False(_window.AtStart);
        Assert.DoesNotContain(_window.Lines, line => line is StreamLine.Start);
    }

    private StreamLine.Piece Piece(long seq) => _window.Lines.OfType<StreamLine.Piece>().Single(piece => piece.Content.Seq == seq);
}
