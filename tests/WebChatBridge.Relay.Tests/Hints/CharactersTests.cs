using WebChatBridge.Protocol;

namespace WebChatBridge.Relay.Tests.Hints;

/// <summary>H4 and H5.</summary>
public sealed class CharactersTests
{
    [Fact]
    public void Character_AcrossTwoReads_IsANote()
    {
        var hints = Wire.Reads("line", "caf\xC3", "\xA9!\n").Look();

        Assert.Equal("H3 H4", string.Join(' ', hints.Select(hint => hint.Code)));
        Assert.Equal((HintSeverity.Note, 3L, 5L), (hints[1].Severity, hints[1].Start, hints[1].End));
        Assert.Equal("The character é (2 bytes) was cut: 1 in one read, 1 in the next.", hints[1].Sentence);
    }

    [Theory]
    [InlineData("a\xF0", "\x9F\x98\x80\n", "1-5")]
    [InlineData("a\xF0\x9F", "\x98\x80\n", "1-5")]
    [InlineData("a\xF0\x9F\x98", "\x80\n", "1-5")]
    [InlineData("a\xF0\x9F\x98\x80", "b\n", "")]
    [InlineData("a", "\xC3\xA9\n", "")]
    [InlineData("caf\xE9", "\xA9\n", "")]
    public void Character_IsFoundAtEveryCut(string first, string second, string place)
    {
        var found = Wire.Reads("line", first, second).Look().Where(hint => hint.Code == "H4").Select(hint => $"{hint.Start}-{hint.End}");

        Assert.Equal(place, string.Join(' ', found));
    }

    [Fact]
    public void Raw_PauseInsideACharacter_IsAnErrorAndNotH5() =>
        Assert.Equal("H4 Error in 3-5", Wire.Reads("raw", "caf\xC3").Pauses().Read("\xA9!").Pauses().Said());

    [Fact]
    public void Written_CutInACharacter_IsANote()
    {
        var hints = Wire.Reads("line").Writes(["é\n".Replace("é", "\xC3\xA9", StringComparison.Ordinal)], [1, 2], "sliced").Look();

        Assert.Contains(hints, hint => hint is { Code: "H4", Direction: Direction.Out, Start: 0, End: 2 });
    }

    [Theory]
    [InlineData("caf\xE9\n", "3-4", "1 byte is not UTF-8; the first is E9 at byte 3 of 4, é in Latin-1. It looks like Latin-1.")]
    [InlineData("it\x92s 5 \x80\n", "2-3", "2 bytes are not UTF-8; the first is 92 at byte 2 of 8, ’ in Windows-1252. It looks like Windows-1252.")]
    [InlineData("\xCF\xF0\xE8\xE2\xE5\xF2\n", "0-6", "6 bytes are not UTF-8; the first is CF at byte 0 of 6. It looks like an 8-bit code page.")]
    [InlineData("abc\xE2\x82\n", "3-5", "The message ends in the middle of a character: 2 bytes of it came (E2 …), the rest did not.")]
    [InlineData("\xFE\x01\x02\x03\xC0\x05\n", "0-1", "2 bytes are not UTF-8, the first is FE: this does not look like text.")]
    [InlineData("h\0e\0l\0l\0o\0\n", "0-10", "Every other byte is NUL (00): this looks like UTF-16, little endian.")]
    [InlineData("\0h\0e\0l\0l\0o\0\n", "0-11", "Every other byte is NUL (00): this looks like UTF-16, big endian.")]
    public void Text_ThatIsNotUtf8_IsAWarningWithAGuess(string read, string place, string sentence)
    {
        var hint = Wire.Reads("line", read).Only();

        Assert.Equal(("H5", HintSeverity.Warning, place, sentence), (hint.Code, hint.Severity, $"{hint.Start}-{hint.End}", hint.Sentence));
    }

    [Theory]
    [InlineData("caf\xC3\xA9\n")]
    [InlineData("\xF0\x9F\x91\xA9\xE2\x80\x8D\xF0\x9F\x92\xBB\n")]
    [InlineData("\xD0\x9F\xD1\x80\xD0\xB8\n")]
    public void Text_ThatIsUtf8_IsClean(string read) => Assert.Equal("", Wire.Reads("line", read).Said());

    [Fact]
    public void Raw_MayBeAnything_SoItIsANote() =>
        Assert.Equal("H5 Note in 0-1", Wire.Reads("raw", "\xFE\x01\x02\x03").Pauses().Said());
}
