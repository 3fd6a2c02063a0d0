using WebChatBridge.Protocol;
using WebChatBridge.Web.State;

namespace WebChatBridge.Web.Tests.State;

public sealed class BoundaryRulerTests
{
    [Fact]
    public void Of_TwoAndAHalfMessagesInARead_SaysWhereTheLastGoesOn()
    {
        var ruler = BoundaryRuler.Of(StreamSamples.Inspect(StreamSamples.Pings));

        Assert.Equal(
            [new RulerSegment(0, 7, "message 881"), new RulerSegment(7, 14, "message 882"), new RulerSegment(14, 16, "message 883", Into: 1043)],
            ruler.Frames);
        Assert.Equal("message 883, continues in chunk 1043 ▶", ruler.Frames[2].Label);
        Assert.Equal([new RulerSegment(0, 16, "chunk 1042")], ruler.Reads);
    }

    [Fact]
    public void At_KnowsReadsFromMessages()
    {
        var ruler = BoundaryRuler.Of(StreamSamples.Inspect(StreamSamples.Pings));

        Assert.Equal(ByteEdge.Read | ByteEdge.Frame, ruler.At(0));
        Assert.Equal(ByteEdge.Frame, ruler.At(7));
        Assert.Equal(ByteEdge.None, ruler.At(8));
        Assert.Equal(ByteEdge.Read, ruler.At(16));
    }

    [Fact]
    public void Of_AMessageInTwoReads_DrawsTheReadInIt()
    {
        var ruler = BoundaryRuler.Of(StreamSamples.Inspect(StreamSamples.Pings, 1043, Lens.Messages));

        Assert.Equal([new RulerSegment(0, 7, "message 883")], ruler.Frames);
        Assert.Equal([new RulerSegment(0, 2, "chunk 1042"), new RulerSegment(2, 7, "chunk 1043")], ruler.Reads);
        Assert.Equal(ByteEdge.Read, ruler.At(2));
    }

    [Fact]
    public void Of_TheRestOfAMessage_SaysWhereItBegan()
    {
        var ruler = BoundaryRuler.Of(StreamSamples.Inspect(StreamSamples.Pings, 1043));

        Assert.Equal("message 883, began in chunk 1042", Assert.Single(ruler.Frames).Label);
        Assert.Equal(ByteEdge.Read, ruler.At(0));
    }

    [Fact]
    public void Of_BytesInNoFrame_AreNoMessageYet_AndHaveNoEndOfTheirOwn()
    {
        var trace = StreamSamples.Trace([StreamSamples.In(1042, 0, "hello\nPONG")], [StreamSamples.Line(0, 6, 1)]);

        var ruler = BoundaryRuler.Of(StreamSamples.Inspect(trace));

        Assert.Equal([new RulerSegment(0, 6, "message 1"), new RulerSegment(6, 10, "no message yet", Bounded: false)], ruler.Frames);
        Assert.Equal(ByteEdge.Frame, ruler.At(6));
        Assert.Equal(ByteEdge.Read, ruler.At(10));
    }

    [Fact]
    public void Of_ABeginningThatIsNotKept_SaysOnlyThatThereWasOne()
    {
        var trace = StreamSamples.Trace([StreamSamples.In(1042, 100, "lo\n")], [StreamSamples.Line(97, 103, 1)]);

        Assert.Equal("message 1, began earlier", Assert.Single(BoundaryRuler.Of(StreamSamples.Inspect(trace)).Frames).Label);
    }

    [Fact]
    public void Of_NegotiationInsideALine_LiesInItsMessage()
    {
        var trace = StreamSamples.Trace(
            [StreamSamples.In(1042, 0, "he\u00ff\u00fb\u0001llo\n")],
            [StreamSamples.Line(0, 9, 1), new FrameMark(Direction.In, 2, 5, FrameKind.Negotiation)]);

        Assert.Equal([new RulerSegment(0, 9, "message 1")], BoundaryRuler.Of(StreamSamples.Inspect(trace)).Frames);
    }

    [Theory]
    [InlineData(7, 13, "message 882")]
    [InlineData(8, 9, "part of message 882")]
    [InlineData(6, 9, null)]
    [InlineData(14, 15, "part of message 883")]
    public void NameOf_Selection_IsWhatItIs(int first, int last, string? name) =>
        Assert.Equal(name, BoundaryRuler.Of(StreamSamples.Inspect(StreamSamples.Pings)).NameOf(new ByteSelection(first, last)));
}
