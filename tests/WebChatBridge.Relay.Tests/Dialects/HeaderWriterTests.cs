using System.Text;
using WebChatBridge.Protocol;

namespace WebChatBridge.Relay.Tests.Dialects;

public sealed class HeaderWriterTests
{
    private static readonly HeaderDialect Dialect = new(width: 8, maxMessageBytes: 100);

    [Fact]
    public void Message_NotAttributed_KeepsEveryByte()
    {
        byte[] payload = [0, 10, 13, 27, 255, 128];

        Assert.Equal(payload, Spell.Bytes(Dialect, Say.Plain(payload))[8..]);
    }

    [Fact]
    public void Message_Attributed_CarriesTheName() =>
        Assert.Equal("8       Tom: hey", Spell.Text(Dialect, Say.Named("Tom", "hey")));

    [Fact]
    public void Message_Empty_IsAHeaderAlone() => Assert.Equal("0       ", Spell.Text(Dialect, Say.Plain("")));

    [Fact]
    public void Bye_IsTheFramedToken() =>
        Assert.Equal("11      !DISCONNECT", Spell.Text(Dialect, new ServerEvent.Bye("server stopping")));

    [Fact]
    public void OtherEvents_HaveNoWords() => Assert.All(Say.Other, what => Assert.Equal("", Spell.Text(Dialect, what)));

    [Fact]
    public void HeaderAndBody_LeaveInOneSpan()
    {
        var output = new CountingBuffer();

        Dialect.Write(Say.Plain("hello"), output);

        Assert.Equal(1, output.Advances);
    }

    [Theory]
    [InlineData("aébé", 2, "1       a2       é1       b2       é")]
    [InlineData("日本", 4, "3       日3       本")]
    [InlineData("😀x", 5, "5       😀x")]
    [InlineData("😀", 2, "2       \u00F0\u009F|2       \u0098\u0080")]
    public void MaxFrameBytes_CutsBetweenCharacters(string text, int max, string expected)
    {
        var dialect = new HeaderDialect(8, 100, maxFrameBytes: max);

        var bytes = Spell.Bytes(dialect, Say.Plain(text));

        var wanted = expected.Contains('|', StringComparison.Ordinal)
            ? Encoding.Latin1.GetBytes(expected.Replace("|", "", StringComparison.Ordinal))
            : Encoding.UTF8.GetBytes(expected);
        Assert.Equal(wanted, bytes);
    }

    [Fact]
    public void MaxFrameBytes_NeverCutsAGoodbyeOutOfAText()
    {
        var dialect = new HeaderDialect(8, 100, maxFrameBytes: 11);

        var text = Spell.Text(dialect, Say.Plain("!DISCONNECT is the goodbye"));

        Assert.DoesNotContain("11      !DISCONNECT", text, StringComparison.Ordinal);
    }

    [Fact]
    public void NarrowHeader_NeverWritesANumberItCannotHold()
    {
        var dialect = new HeaderDialect(1, 100);

        Assert.Equal("9abcdefghi1j", Spell.Text(dialect, Say.Plain("abcdefghij")));
    }

    [Theory]
    [InlineData("!DISCONNECT", true)]
    [InlineData("!DISCONNECT\n", false)]
    [InlineData("!disconnect", false)]
    [InlineData("", false)]
    public void Interpret_ExactGoodbye_IsBye(string body, bool bye)
    {
        var request = Dialect.Interpret(new Frame(Encoding.UTF8.GetBytes(body)));

        Assert.Equal(bye, request is ClientRequest.Bye);
        if (request is ClientRequest.Post post)
        {
            Assert.Equal(body, Encoding.UTF8.GetString(post.Payload.Span));
        }
    }

    [Fact]
    public void NameFrames_AMessage_IsTwoFrames_AndNothingElseIsWritten()
    {
        var dialect = new HeaderDialect(10, 1000, style: HeaderOutput.NameFrames);

        Assert.Equal("3         Tom2         hi", Spell.Text(dialect, Say.Named("Tom", "hi")));
        Assert.Equal("12        Tom (to you)2         hi", Spell.Text(dialect, Say.Named("Tom", "hi", direct: true)));
        Assert.Equal("3         Tom0         ", Spell.Text(dialect, Say.Named("Tom", "")));
        Assert.Equal("4         NICK", Spell.Text(dialect, Say.Plain("NICK")));
        Assert.All([.. Say.Other, new ServerEvent.Bye("the end")], what => Assert.Empty(Spell.Bytes(dialect, what)));
    }

    [Fact]
    public void NameFrames_LongMessage_HasTheNameBeforeEachPiece() => Assert.Equal(
        "3         Tom4         abcd3         Tom2         ef",
        Spell.Text(new HeaderDialect(10, 1000, maxFrameBytes: 4, style: HeaderOutput.NameFrames), Say.Named("Tom", "abcdef")));

    [Fact]
    public void RawReplies_AMessage_IsALineThatNobodyCanForge()
    {
        var dialect = new HeaderDialect(64, 1000, style: HeaderOutput.RawReplies);

        Assert.Equal("Tom: hi\n", Spell.Text(dialect, Say.Named("Tom", "hi")));
        Assert.Equal("Eve: hi\n  Tom: bye\n", Spell.Text(dialect, Say.Named("Eve", "hi\nTom: bye\n")));
        Assert.Equal("Tom: \u241b[2J\n", Spell.Text(dialect, Say.Named("Tom", "\u001b[2J")));
        Assert.Equal("no", Spell.Text(dialect, new ServerEvent.Error(ErrorCode.NotFound, "no")));
        Assert.All(
            [.. Say.Other.Where(what => what is not ServerEvent.Error), new ServerEvent.Bye("the end")],
            what => Assert.Empty(Spell.Bytes(dialect, what)));
    }

    [Theory]
    [InlineData(1, "")]
    [InlineData(2, "11!DISCONNECT")]
    [InlineData(3, "11 !DISCONNECT")]
    public void Goodbye_ThatTheHeaderCannotAnnounce_IsNotWritten(int width, string written) =>
        Assert.Equal(written, Spell.Text(new HeaderDialect(width, maxMessageBytes: 100), new ServerEvent.Bye("the relay is stopping")));

    [Fact]
    public void Name_ThatTheHeaderCannotAnnounce_IsCut()
    {
        var dialect = new HeaderDialect(1, maxMessageBytes: 100, style: HeaderOutput.NameFrames);
        var message = Say.Message("hi"u8.ToArray());

        Assert.Equal("9amber-ott2hi", Spell.Text(dialect, new ServerEvent.Message(message with { From = message.From with { Name = "amber-otter" } })));
    }
}
