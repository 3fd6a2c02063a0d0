using WebChatBridge.Protocol;
using WebChatBridge.Web.State;

namespace WebChatBridge.Web.Tests.State;

public sealed class FrameViewTests
{
    [Fact]
    public void Header_IsItsDigitsAndSpaces()
    {
        var trace = StreamSamples.Trace(
            [StreamSamples.In(1042, 0, "11".PadRight(64) + "hello world")],
            [new FrameMark(Direction.In, 0, 75, FrameKind.Message, Head: 64, Room: "pair-1", Seq: 4)]);

        var block = Assert.Single(FrameView.Of(StreamSamples.Inspect(trace)));

        Assert.Equal("message 4", block.Name);
        Assert.Equal(
            [("header", "length “11” + 62 spaces", "0-63"), ("body", "11 bytes", "64-74")],
            block.Parts.Select(part => (part.Name, part.Says, part.Select!.ToString())));
    }

    [Theory]
    [InlineData("hi\n", 1, "LF")]
    [InlineData("hi\r\n", 2, "CR LF")]
    [InlineData("hi\r\0", 2, "CR NUL")]
    [InlineData("hi\0", 1, "NUL")]
    public void Line_IsItsTextAndItsEnd(string bytes, int tail, string end)
    {
        var trace = StreamSamples.Trace([StreamSamples.In(1042, 0, bytes)], [new FrameMark(Direction.In, 0, bytes.Length, FrameKind.Message, Tail: tail)]);

        var block = Assert.Single(FrameView.Of(StreamSamples.Inspect(trace)));

        Assert.Equal([("text", "2 bytes"), ("end", end)], block.Parts.Select(part => (part.Name, part.Says)));
    }

    [Fact]
    public void Body_OfMoreBytesThanCharacters_CountsBoth()
    {
        var bytes = "café\n"u8.ToArray();
        var trace = StreamSamples.Trace([new Chunk(1042, 3, Direction.In, 0, 0, bytes)], [StreamSamples.Line(0, bytes.Length, 1)]);

        Assert.Equal("5 bytes (4 characters)", FrameView.Of(StreamSamples.Inspect(trace))[0].Parts[0].Says);
    }

    [Fact]
    public void Json_IsLaidOut()
    {
        const string line = "{\"type\":\"post\",\"text\":\"hi\"}\n";
        var trace = StreamSamples.Trace([StreamSamples.In(1042, 0, line)], [StreamSamples.Line(0, line.Length, 1)]);

        Assert.Equal("{\n  \"type\": \"post\",\n  \"text\": \"hi\"\n}", FrameView.Of(StreamSamples.Inspect(trace))[0].Json!.ReplaceLineEndings("\n"));
    }

    [Fact]
    public void Frame_InTwoChunks_IsShownWhole_AndPointsAtWhatIsHere()
    {
        var blocks = FrameView.Of(StreamSamples.Inspect(StreamSamples.Pings));

        Assert.Equal(["message 881", "message 882", "message 883"], blocks.Select(block => block.Name));
        Assert.Equal("PING 3"u8.ToArray(), blocks[2].Parts[0].Bytes.ToArray());
        Assert.Equal("14-15", blocks[2].Parts[0].Select!.ToString());
        Assert.Null(blocks[2].Parts[1].Select);
    }

    [Fact]
    public void Violation_MarksTheByteThatBrokeTheRules()
    {
        var closed = new CloseReason(CloseCode.ProtocolViolation, "broke header64 at byte 2: 'x' is no digit", Offset: 102);
        var session = StreamSamples.Tom with { State = SessionState.Closed, Closed = closed };
        var trace = StreamSamples.Trace([StreamSamples.In(1042, 100, "12x4 and more")], [new FrameMark(Direction.In, 100, 113, FrameKind.Violation)], session);

        var block = Assert.Single(FrameView.Of(StreamSamples.Inspect(trace)));

        Assert.Equal(("violation", closed.Sentence), (block.Kind, block.Sentence));
        Assert.Equal((2, "13 bytes, the one at 2 is wrong"), (block.Parts[0].WrongAt, block.Parts[0].Says));
    }

    [Fact]
    public void Negotiation_IsSpelledOut()
    {
        var trace = StreamSamples.Trace([StreamSamples.In(1042, 0, "\u00ff\u00fb\u0001\u00ff\u00fd\u0003")], [new FrameMark(Direction.In, 0, 6, FrameKind.Negotiation)]);

        Assert.Equal("IAC WILL ECHO, IAC DO SUPPRESS-GO-AHEAD", FrameView.Of(StreamSamples.Inspect(trace))[0].Parts[0].Says);
    }

    [Fact]
    public void Rest_SaysWhatItWaitsFor()
    {
        var session = StreamSamples.Tom with { Pending = new PendingInput(4, "PONG"u8.ToArray(), Samples.Noon, null) };
        var trace = StreamSamples.Trace([StreamSamples.In(1042, 0, "hello\nPONG")], [StreamSamples.Line(0, 6, 1)], session);

        var rest = FrameView.Of(StreamSamples.Inspect(trace))[1];

        Assert.Equal(("no message yet", "tom: 4 B, no newline yet."), (rest.Name, rest.Sentence));
        Assert.Equal("6-9", rest.Parts[0].Select!.ToString());
    }
}
