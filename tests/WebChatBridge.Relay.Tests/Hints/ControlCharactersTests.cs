using WebChatBridge.Protocol;

namespace WebChatBridge.Relay.Tests.Hints;

/// <summary>H12.</summary>
public sealed class ControlCharactersTests
{
    [Theory]
    [InlineData("line", "\x1B[31mred\x1B[0m\n", "0-1", "2 control or invisible characters in the text: ESC (1B).")]
    [InlineData("line", "a\0b\n", "1-2", "1 control or invisible character in the text: NUL (00).")]
    [InlineData("line", "50%\r60%\n", "3-4", "1 control or invisible character in the text: CR (0D).")]
    [InlineData("line", "ab\b\b\a\n", "2-3", "3 control or invisible characters in the text: BS (08), BEL (07).")]
    [InlineData("line", "a\xE2\x80\xAE" + "b\n", "1-4", "1 control or invisible character in the text: U+202E (right-to-left override).")]
    [InlineData("line", "\xEF\xBB\xBFhello\n", "0-3", "1 control or invisible character in the text: U+FEFF (byte order mark).")]
    [InlineData("line", "a\xC2\x9B" + "31m\n", "1-3", "1 control or invisible character in the text: U+009B.")]
    [InlineData("json", "{\"type\":\"post\",\"text\":\"\\u001b[31m\"}\n", "23-29", "1 control or invisible character in the text: ESC (1B).")]
    [InlineData("line", "\x01\x02\x03\x04\x05\x06\n", "0-1", "6 control or invisible characters in the text: SOH (01), STX (02), ETX (03), EOT (04), ….")]
    public void Characters_ThatAreNotForTheEyes_AreAWarning(string dialect, string read, string place, string sentence)
    {
        var hint = Wire.Reads(dialect, read).Only();

        Assert.Equal(("H12", HintSeverity.Warning, place, sentence), (hint.Code, hint.Severity, $"{hint.Start}-{hint.End}", hint.Sentence));
    }

    [Fact]
    public void DirectionMark_IsANote() =>
        Assert.Equal("H12 Note in 1-4", Wire.Reads("line", "a\xE2\x80\x8F\n").Said());

    [Theory]
    [InlineData("line", "a\tb\n")]
    [InlineData("line", "\xF0\x9F\x91\xA9\xE2\x80\x8D\xF0\x9F\x92\xBB\n")]
    [InlineData("header64", "11                                                              one\ntwo\r\n.")]
    [InlineData("json", "{\"type\":\"post\",\"text\":\"a\\nb \\\\u001b \\u00e9\"}\n")]
    public void Characters_PeopleType_AreClean(string dialect, string read) => Assert.Equal("", Wire.Reads(dialect, read).Said());
}
