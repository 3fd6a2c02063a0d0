using WebChatBridge.Protocol;

namespace WebChatBridge.Relay.Tests.Dialects;

public sealed class LineReaderTests
{
    private static readonly LineDialect Pairs = new(maxMessageBytes: 12, commands: false);
    private static readonly LineDialect Lobby = new(maxMessageBytes: 12, commands: true);

    [Theory]
    [InlineData("hi\n", "[hi] LF")]
    [InlineData("hi\r\n", "[hi] CRLF answers CRLF")]
    [InlineData("hi\r\0", "[hi] CRLF answers CRLF")]
    [InlineData("a\nb\r\nc\n", "[a][b][c] LF answers CRLF")]
    [InlineData("a\rb\n", "[a\rb] LF")]
    [InlineData("a\r\r\n", "[a\r] CRLF answers CRLF")]
    [InlineData("\n\r\n", "[][] CRLF answers CRLF")]
    [InlineData("a\0b\n", "[a\0b] LF")]
    [InlineData("last", "unterminated[last]")]
    [InlineData("a\nlast\r", "[a]unterminated[last\r] LF")]
    [InlineData("", "")]
    public void Reader_Lines_AreTheSameAtEverySplit(string stream, string expected) =>
        Assert.Equal(expected, Transcript.OfEverySplit(Pairs, stream));

    [Theory]
    [InlineData("\n\na\n\r\n\n", "[a] LF answers CRLF")]
    [InlineData("\n", " LF")]
    public void Reader_EmptyLinesInALobby_AreNothing(string stream, string expected) =>
        Assert.Equal(expected, Transcript.OfEverySplit(Lobby, stream));

    [Theory]
    [InlineData("123456789012\r\n", "[123456789012] CRLF answers CRLF")]
    [InlineData("1234567890123\n", "violation@12")]
    [InlineData("1234567890123", "violation@12")]
    [InlineData("ok\n12345678901234567890", "[ok]violation@15")]
    [InlineData("12345678901\rX\n", "violation@12")]
    [InlineData("123456789012\rX\n", "violation@12")]
    [InlineData("123456789012\r", "end violation@12")]
    public void Reader_OverLongLine_IsAViolationAtTheFirstByteTooMany(string stream, string expected) =>
        Assert.Equal(expected, Transcript.OfEverySplit(Pairs, stream));

    [Theory]
    // Debian's telnet, first thing: WILL SUPPRESS-GO-AHEAD, DO ... and what a line looks like afterwards.
    [InlineData("\u00FF\u00FB\u0003hi\r\n", "<FFFE03>[hi] CRLF answers CRLF")]
    [InlineData("\u00FF\u00FD\u0001hi\n", "<FFFC01>[hi] LF answers CRLF")]
    [InlineData("\u00FF\u00FC\u0001\u00FF\u00FE\u0003hi\n", "[hi] LF answers CRLF")]
    [InlineData("a\u00FF\u00FFb\n", "[a\u00FFb] LF")]
    [InlineData("a\u00FF\u00F1b\n", "[ab] LF answers CRLF")]
    [InlineData("a\u00FF\u00FA\u0018\0xterm\n\u00FF\u00FF\u00FF\u00F0b\n", "[ab] LF answers CRLF")]
    [InlineData("a\u00FF\u00FD\u000Ab\n", "<FFFC0A>[ab] LF answers CRLF")]
    [InlineData("\u00FF\u00F4\u00FF\u00FD\u0006", "<FFFC06> answers CRLF")]
    [InlineData("a\r\u00FF\u00F1\n", "[a\r] LF answers CRLF")]
    [InlineData("a\u00FF", "unterminated[a]")]
    public void Reader_Telnet_IsAnsweredAndRemoved(string stream, string expected) =>
        Assert.Equal(expected, Transcript.OfEverySplit(Pairs, stream));

    [Fact]
    public void Reader_EndlessSubnegotiation_IsAViolation()
    {
        byte[] stream = [255, 250, .. new byte[2000]];

        Assert.Equal("violation@1026", Transcript.Of(Pairs, stream));
    }

    [Fact]
    public void Violation_OverLongLine_NamesLimitAndSetting()
    {
        var reader = Pairs.NewReader();
        ReadOnlySpan<byte> input = "1234567890123"u8;

        reader.Read(ref input, out _);

        Assert.Equal("A line is longer than 12 bytes (Relay:Limits:MaxMessageBytes).", reader.Violation!.Reason);
    }

    [Fact]
    public void Pending_NoLineFeedYet_ShowsWhatCame()
    {
        var reader = Pairs.NewReader();
        ReadOnlySpan<byte> half = "PONG 4\r"u8;
        ReadOnlySpan<byte> rest = "\n"u8;

        Assert.Equal(FrameStatus.NeedMore, reader.Read(ref half, out _));
        Assert.Equal("PONG 4\r"u8.ToArray(), reader.Pending.ToArray());
        Assert.Null(reader.Missing);

        Assert.Equal(FrameStatus.Frame, reader.Read(ref rest, out _));
        Assert.True(reader.Pending.IsEmpty);
    }

    [Fact]
    public void CrLf_IsOneInstance_SoThatSessionsCanBeGrouped()
    {
        Assert.Same(Pairs.CrLf, Pairs.CrLf);
        Assert.Same(Pairs.CrLf, Pairs.CrLf.CrLf);
    }
}
