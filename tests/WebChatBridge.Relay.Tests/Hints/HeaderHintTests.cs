using WebChatBridge.Protocol;

namespace WebChatBridge.Relay.Tests.Hints;

/// <summary>H6 and H7.</summary>
public sealed class HeaderHintTests
{
    [Theory]
    [InlineData("héllo", 5, "The header says 5; the text has 5 characters, but they are 6 bytes.")]
    [InlineData("ключ", 4, "The header says 4; the text has 4 characters, but they are 8 bytes.")]
    [InlineData("ok 😀", 5, "The header says 5; the text has 5 UTF-16 units, but they are 7 bytes.")]
    [InlineData("ok 😀", 4, "The header says 4; the text has 4 characters, but they are 7 bytes.")]
    public void Length_OfCharacters_IsTold(string text, int says, string sentence)
    {
        var frame = Wire.Frame(Wire.Utf8(text), says);
        var (together, apart) = (Wire.Reads("header64", frame).Only(), Wire.Reads("header64", frame[..64], frame[64..]).Only());

        Assert.Equal(("H6", HintSeverity.Error, 64L, (long)frame.Length, sentence), (together.Code, together.Severity, together.Start, together.End, together.Sentence));
        Assert.Equal(together, apart);
    }

    [Fact]
    public void Length_OfCharacters_IsSeenBeforeTheNextHeader()
    {
        var (first, second) = (Wire.Frame(Wire.Utf8("héllo"), 5), Wire.Frame("again"));

        Assert.Equal("H6 Error in 64-70", Wire.Reads("header64", first + second).Said());
    }

    [Theory]
    [InlineData("hello world", 5)]
    [InlineData("héllo world", 6)]
    [InlineData("héllo world", 5)]
    public void Length_ThatIsSomethingElse_IsNotH6(string text, int says) =>
        Assert.DoesNotContain(Wire.Reads("header64", Wire.Frame(Wire.Utf8(text), says)).Look(), hint => hint.Code == "H6");

    [Theory]
    [InlineData("11hello world", "The length is not padded: after 2 digits comes 'h' (0x68).")]
    [InlineData("11\nhello world", "The length ends with a line end (0A) instead of spaces.")]
    [InlineData("11\r\nhello world", "The length ends with a line end (0D) instead of spaces.")]
    [InlineData("11\0\0\0\0\0\0hello world", "The length is padded with NUL (00) instead of spaces.")]
    [InlineData("11        hello world", "The header ends after 10 bytes; here it has 64.")]
    [InlineData("\0\0\0\vhello world", "The length is sent as 4 binary bytes (big endian, 11), not as text.")]
    [InlineData("\v\0\0\0hello world", "The length is sent as 4 binary bytes (little endian, 11), not as text.")]
    [InlineData("\0\vhello world", "The length is sent as 2 binary bytes (big endian, 11), not as text.")]
    [InlineData("-1", "A header begins with a sign.")]
    [InlineData("1_000", "The length has an underscore in it.")]
    [InlineData("\xEF\xBB\xBF" + "5", "A byte order mark (EF BB BF) stands before the header.")]
    [InlineData("{\"type\":\"hello\"}\n", "JSON stands where a header should.")]
    [InlineData("hello\n", "A line of text stands where a header should.")]
    [InlineData("hello", "There is no header; the bytes do not begin with a digit.")]
    [InlineData("\n", "A line end stands before the header.")]
    public void Header_ThatIsNone_IsToldByItsBytes(string read, string sentence)
    {
        var hint = Wire.Reads("header64", read).Ends().Look().Single(hint => hint.Code == "H7");

        Assert.Equal((HintSeverity.Error, 0L), (hint.Severity, hint.Start));
        Assert.StartsWith(sentence + " Got ", hint.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void Name_BeforeTheFirstHeader_IsRecognized()
    {
        Assert.StartsWith("A name seems to come", Wire.Reads("header64", "tom" + Wire.Frame("hi")).Only().Sentence, StringComparison.Ordinal);
        Assert.StartsWith("A name seems to come", Wire.Reads("header64", "tom".PadRight(64) + Wire.Frame("hi")).Only().Sentence, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("hello", "\n", "A line end stands between the message before and its next header.")]
    [InlineData("hello", ", world", "The message before is 7 bytes longer than its header says.")]
    public void Bytes_LeftOverBeforeAHeader_AreTold(string body, string over, string sentence) =>
        Assert.StartsWith(sentence, Wire.Reads("header64", Wire.Frame(body), over + Wire.Frame("hi")).Only().Sentence, StringComparison.Ordinal);

    [Theory]
    [InlineData("11", 6, "H7 Warning in 0-2")]
    [InlineData("11", 4, "")]
    [InlineData("", 60, "")]
    public void Header_InPartFor5Seconds_IsAWarning(string read, double seconds, string said) =>
        Assert.Equal(said, Wire.Reads("header64", read).Waits(seconds).Said());

    [Fact]
    public void Header_InPartAtTheEnd_IsTold() =>
        Assert.StartsWith("Only 2 of the 64 bytes of a header came. Got 31 31 \"11\".", Wire.Reads("header64", "11").Ends().Only().Sentence, StringComparison.Ordinal);

    [Fact]
    public void Header_ThatIsSound_IsNotH7() =>
        Assert.Equal("", Wire.Reads("header64", Wire.Frame("", 99_999)).Said());
}
