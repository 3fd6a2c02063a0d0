using WebChatBridge.Protocol;

namespace WebChatBridge.Relay.Tests.Hints;

/// <summary>H2.</summary>
public sealed class UnfinishedTests
{
    [Fact]
    public void Line_WithoutEndFor5Seconds_IsAWarningOnTheWaitingBytes()
    {
        var hint = Wire.Reads("line", "hello\n", "PONG 42").Waits(6).Only();

        Assert.Equal(("H2", HintSeverity.Warning, 6L, 13L), (hint.Code, hint.Severity, hint.Start, hint.End));
        Assert.Equal("7 bytes have waited 6 seconds for a line feed (\\n, 0A).", hint.Sentence);
    }

    [Theory]
    [InlineData("line", "hel", 4.9, "")]
    [InlineData("line", "hel", 5, "H2 Warning in 0-3")]
    [InlineData("json", "{\"type\":\"ping\"}", 5, "H2 Warning in 0-15")]
    [InlineData("nul", "hel", 5, "H2 Warning in 0-3")]
    [InlineData("raw", "hel", 60, "")]
    [InlineData("auto", "hel", 60, "")]
    [InlineData("line", "hello\n", 60, "")]
    public void Waiting_SpeaksAfter5SecondsWhereAnEndIsWaitedFor(string dialect, string read, double seconds, string said) =>
        Assert.Equal(said, Wire.Reads(dialect, read).Waits(seconds).Said());

    [Fact]
    public void Line_EndedWithCrAlone_IsTold() =>
        Assert.Equal("6 bytes have waited 7 seconds for a line feed (\\n, 0A); a CR alone ends no line.", Wire.Reads("line", "hello\r").Waits(7).Only().Sentence);

    [Theory]
    [InlineData(20, "The header says 20 bytes; 5 came, and 15 have been missing for 6 seconds.", "The length is larger than what was sent.")]
    [InlineData(6, "The header says 6 bytes; 5 came, and 1 has been missing for 6 seconds.", "One byte was counted that was not sent")]
    [InlineData(69, "The header says 69 bytes; 5 came, and 64 have been missing for 6 seconds.", "The length seems to count the header itself")]
    public void Header_ThatSaysTooMuch_IsExplained(int says, string sentence, string why)
    {
        var hint = Wire.Reads("header64", Wire.Frame("hello", says)).Waits(6).Only();

        Assert.Equal(("H2", 0L, 69L, sentence), (hint.Code, hint.Start, hint.End, hint.Sentence));
        Assert.StartsWith(why, hint.Why, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("line", "H2 Warning in 6-9")]
    [InlineData("nul", "")]
    public void Input_EndsWithoutEndOfLine_IsAWarningOnWhatWasTaken(string dialect, string said) =>
        Assert.Equal(said, Wire.Reads(dialect, dialect == "line" ? ["hello\n", "bye"] : ["hello\0"]).Ends().Said());

    [Fact]
    public void Json_CutOff_IsLost()
    {
        var hint = Wire.Reads("json", "{\"type\":").Ends().Only();

        Assert.Equal((HintSeverity.Error, "8 bytes waited for a line feed (\\n, 0A) that never came."), (hint.Severity, hint.Sentence));
    }

    [Fact]
    public void Header_CutOffInTheBody_IsLost() =>
        Assert.Equal("The header says 11 bytes; 5 came, and the other 6 never did.", Wire.Reads("header64", Wire.Frame("hello", 11)).Ends().Only().Sentence);
}
