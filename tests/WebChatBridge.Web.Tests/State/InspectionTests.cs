using WebChatBridge.Protocol;
using WebChatBridge.Web.State;

namespace WebChatBridge.Web.Tests.State;

public sealed class InspectionTests
{
    [Theory]
    [InlineData(1042, Lens.Chunks, 0, "PING 1\nPING 2\nPI")]
    [InlineData(1042, Lens.Messages, 0, "PING 1\n")]
    [InlineData(1042, Lens.Messages, 1, "PING 2\n")]
    [InlineData(1043, Lens.Messages, 0, "PING 3\n")]
    [InlineData(1050, Lens.Events, 0, "NG 3\n")]
    public void Of_Row_IsItsBytes(long seq, Lens lens, int part, string bytes) =>
        Assert.Equal(bytes, System.Text.Encoding.ASCII.GetString(StreamSamples.Inspect(StreamSamples.Pings, seq, lens, part).Bytes));

    [Fact]
    public void Of_APlace_NeedsNoPart()
    {
        var row = new TrafficRow { Seq = 1042, Part = 7, At = 0, Session = 3, Name = "tom", Direction = Direction.In, Offset = 7, Length = 7 };

        var inspection = Inspection.Of(StreamSamples.Pings, InspectorSubject.Of(row, Lens.Messages))!;

        Assert.Equal((7, "PING 2\n"), (inspection.Start, System.Text.Encoding.ASCII.GetString(inspection.Bytes)));
    }

    [Fact]
    public void Of_WhatIsNotKept_IsNothing() => Assert.Null(Inspection.Of(StreamSamples.Pings, new(3, 7, 0, Lens.Chunks)));

    [Fact]
    public void Of_WhatIsHalfKept_SaysHowMuchIsMissing()
    {
        var trace = StreamSamples.Trace([StreamSamples.In(1042, 100, "lo\n")], [StreamSamples.Line(97, 103, 1)]);

        var inspection = StreamSamples.Inspect(trace, lens: Lens.Messages);

        Assert.Equal((100, 3), (inspection.Start, inspection.Missing));
    }

    [Fact]
    public void Hints_OfOtherBytes_AreLeftOut()
    {
        var trace = StreamSamples.Pings with { Hints = [Hint(0, 16), Hint(18, 20), Hint(16, 16), Hint(21, 21)] };

        Assert.Equal([(0L, 16L), (16L, 16L)], StreamSamples.Inspect(trace).Hints.Select(hint => (hint.Start, hint.End)));
    }

    [Fact]
    public void Waiting_UntilItIsAMessageOrTheSessionEnds()
    {
        var trace = StreamSamples.Trace([StreamSamples.In(1042, 0, "PONG")], []);

        Assert.True(StreamSamples.Inspect(trace).Waiting);
        Assert.False(StreamSamples.Inspect(trace with { Session = StreamSamples.Tom with { State = SessionState.Closed } }).Waiting);
        Assert.False(StreamSamples.Inspect(StreamSamples.Pings).Waiting);
    }

    [Fact]
    public void Echo_OfAnOlderChange_IsNoNews()
    {
        var echo = new Echo<ByteSelection>();
        echo.Begin(null);
        echo.Tell(new(1, 1));
        echo.Tell(new(1, 2));

        echo.Hear(new(1, 1));

        Assert.Equal(new(1, 2), echo.Value);
        echo.Hear(new(1, 2));
        echo.Hear(new(5, 9));
        Assert.Equal(new(5, 9), echo.Value);
    }

    private static Hint Hint(long start, long end) => new("H3", HintSeverity.Note, 3, Direction.In, start, end, "", "", "");
}
