using WebChatBridge.Protocol;

namespace WebChatBridge.Relay.Tests.Hints;

/// <summary>H3.</summary>
public sealed class ReadsAndMessagesTests
{
    [Fact]
    public void Reads_ThatAreNoMessages_AreNotes()
    {
        var hints = Wire.Reads("line", "PING 1\nPING 2\nPI", "NG 3\n").Look();

        Assert.Equal([0L, 14L], hints.Select(hint => hint.Start));
        Assert.Equal([16L, 21L], hints.Select(hint => hint.End));
        Assert.Equal("3 messages came in one read, the last of them in part.", hints[0].Sentence);
        Assert.Equal("One message came in 2 reads, of 2 and 5 bytes.", hints[1].Sentence);
        Assert.All(hints, hint => Assert.Equal(("H3", HintSeverity.Note), (hint.Code, hint.Severity)));
    }

    [Theory]
    [InlineData("line", "one\ntwo\n", "H3 Note in 0-8")]
    [InlineData("line", "one\ntwo\nth", "H3 Note in 0-10")]
    [InlineData("line", "one\nt", "H3 Note in 0-5")]
    [InlineData("nul", "one\0two\0", "H3 Note in 0-8")]
    [InlineData("line", "one\n", "")]
    [InlineData("line", "on", "")]
    [InlineData("line", "one\n\n\n", "")]
    public void OneRead_WithSeveralMessages_IsANote(string dialect, string read, string said) =>
        Assert.Equal(said, Wire.Reads(dialect, read).Said());

    [Fact]
    public void Header_InTwoReads_SaysWhatToLoopFor()
    {
        var frame = Wire.Frame("hello world");
        var hint = Wire.Reads("header64", frame[..10], frame[10..]).Only();

        Assert.Equal("The header of a message came in 2 reads, of 10 and 54 bytes.", hint.Sentence);
        Assert.Contains("recv(64) may return fewer", hint.Fix, StringComparison.Ordinal);
    }

    [Fact]
    public void Body_InManyReads_ListsTheFirst()
    {
        var frame = Wire.Frame("hello");
        var hint = Wire.Reads("header64", [frame[..64], .. frame[64..].Select(letter => $"{letter}")]).Only();

        Assert.Equal("One message came in 6 reads, of 64, 1, 1, 1, … bytes.", hint.Sentence);
    }

    [Fact]
    public void TutorialClient_SendsHeaderAndBodyApart_IsClean()
    {
        var frame = Wire.Frame("hello");

        Assert.Equal("", Wire.Reads("header64", frame[..64], frame[64..], frame[..64], frame[64..]).Said());
    }

    [Fact]
    public void Json_Pipelined_IsClean()
    {
        const string post = "{\"type\":\"post\",\"text\":\"hi\"}\n";

        Assert.Equal("", Wire.Reads("json", post + post + post[..9], post[9..] + post).Said());
        Assert.Equal("H3 Note in 0-28", Wire.Reads("json", post[..9], post[9..]).Said());
    }

    [Fact]
    public void Raw_SentInTwo_BecomesOne_AndThatIsAWarning()
    {
        var hint = Wire.Reads("raw", "hello", "world").Pauses().Only();

        Assert.Equal((HintSeverity.Warning, "2 reads, of 5 and 5 bytes, became one message: at most 1 ms lay between them."), (hint.Severity, hint.Sentence));
    }

    [Fact]
    public void Raw_LongMessageInSegments_IsClean() =>
        Assert.Equal("", Wire.Reads("raw", new string('a', 1448), "bb").Pauses().Said());

    [Fact]
    public void Written_CutOnPurpose_IsTheHintForTheClient()
    {
        var frame = Wire.Frame("hello");
        var hint = Wire.Reads("header64").Writes([frame], [10, 59], "sliced").Only();

        Assert.Equal((Direction.Out, "The header of a message left in 2 writes, of 10 and 54 bytes (sliced, on purpose)."), (hint.Direction, hint.Sentence));
        Assert.StartsWith("Loop until you have all 64 bytes of the header", hint.Fix, StringComparison.Ordinal);
    }

    [Fact]
    public void Written_ManyInOne_IsWorthAWordOnlyOnPurpose()
    {
        Assert.Equal("", Wire.Reads("line").Writes(["one\n", "two\n"], [8]).Said());
        Assert.Equal("H3 Note out 0-8", Wire.Reads("line").Writes(["one\n", "two\n"], [8], "merged").Said());
    }

    [Fact]
    public void ManyPlaces_AreToldOfTheNewestAndCounted()
    {
        var hints = Wire.Reads("line", [.. Enumerable.Repeat("a\nb\n", 100)]).Look();

        Assert.Equal(8, hints.Count);
        Assert.Equal(400, hints[^1].End);
        Assert.Equal("2 messages came in one read. And 92 earlier places like this.", hints[0].Sentence);
    }
}
