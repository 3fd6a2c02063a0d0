using WebChatBridge.Protocol;

namespace WebChatBridge.Relay.Tests.Hints;

/// <summary>H1.</summary>
public sealed class LineEndsTests
{
    [Fact]
    public void CrLf_AmongPeersWithLf_IsANoteOnTheFirstEnd()
    {
        var hint = Wire.Reads("line", "hello\r\n", "again\r\n").Peers("LF").Only();

        Assert.Equal(("H1", HintSeverity.Note, 5L, 7L), (hint.Code, hint.Severity, hint.Start, hint.End));
        Assert.Equal("This client ends its lines with CR LF (0D 0A); others in its room end theirs with LF (0A).", hint.Sentence);
    }

    [Fact]
    public void Lf_AmongPeersWithCrLf_IsANote() =>
        Assert.Equal("H1 Note in 5-6", Wire.Reads("line", "hello\n").Peers("CRLF").Said());

    [Theory]
    [InlineData("LF", "hello\n")]
    [InlineData("CRLF", "hello\r\n")]
    [InlineData("", "hello\r\n")]
    [InlineData("LF", "")]
    public void Ends_LikeThePeers_AreClean(string peers, string read) =>
        Assert.Equal("", Wire.Reads("line", read).Peers(peers.Split(' ', StringSplitOptions.RemoveEmptyEntries)).Said());

    [Fact]
    public void Ends_OfBothKinds_AreCounted()
    {
        var hint = Wire.Reads("line", "one\r\n", "two\r\n", "three\n").Only();

        Assert.Equal("2 lines of this client end with CR LF, 1 with LF alone.", hint.Sentence);
        Assert.Equal((15L, 16L), (hint.Start, hint.End));
    }

    [Theory]
    [InlineData("line", "hi\r\r\n", "H1 Warning in 2-3")]
    [InlineData("nul", "hi\r\n\0", "H1 Warning in 2-4")]
    [InlineData("nul", "hi\r\0", "H1 Warning in 2-3")]
    [InlineData("nul", "hi\n\0", "")]
    [InlineData("header64", "5                                                               a\nb\rc", "H12 Warning in 67-68")]
    [InlineData("json", "{\"type\":\"ping\"}\r\n", "")]
    public void Cr_LeftInTheText_IsAWarning(string dialect, string read, string said) =>
        Assert.Equal(said, Wire.Reads(dialect, read).Said());

    [Fact]
    public void Cr_InABodyBehindAHeader_IsAWarning() =>
        Assert.Equal("H1 Warning in 69-71", Wire.Reads("header64", Wire.Frame("hello\r\n")).Said());

    [Fact]
    public void Raw_CrLf_MattersOnlyToThoseWhoUseLf()
    {
        Assert.Equal("", Wire.Reads("raw", "hi\r\n").Pauses().Said());
        Assert.Equal("H1 Warning in 2-4", Wire.Reads("raw", "hi\r\n").Pauses().Peers("LF").Said());
    }
}
