using WebChatBridge.Protocol;

namespace WebChatBridge.Relay.Tests.Hints;

/// <summary>H8 to H11.</summary>
public sealed class ConnectionHintTests
{
    private const string Negotiation = "\xFF\xFD\x03\xFF\xFB\x18\xFF\xFB\x1F\xFF\xFB\x20\xFF\xFB\x21";

    [Fact]
    public void Telnet_WhereLinesAreSpoken_IsANote()
    {
        var hint = Wire.Reads("line", Negotiation, "hello\r\n").Only();

        Assert.Equal(("H8", HintSeverity.Note, 0L, 15L), (hint.Code, hint.Severity, hint.Start, hint.End));
        Assert.Equal("This is telnet: 5 requests about options (DO SGA, WILL TERMINAL-TYPE, WILL NAWS, WILL TERMINAL-SPEED, …).", hint.Sentence);
    }

    [Theory]
    [InlineData("nul", "\xFF\xFB\x1F" + "hi\0", "H8")]
    [InlineData("raw", "\xFF\xFB\x1F", "H8")]
    [InlineData("line", "\xFF\xFA\x1F\0\x50\0\x18\xFF\xF0hi\n", "")]
    [InlineData("line", "caf\xC3\xA9\n", "")]
    public void Telnet_IsToldByItsRequests(string dialect, string read, string code) =>
        Assert.Contains(code, string.Join(' ', Wire.Reads(dialect, read).Pauses().Look().Select(hint => hint.Code)), StringComparison.Ordinal);

    [Theory]
    [InlineData("\xFF\xFC\x1F" + "hello\r\n", "H8 Note in 0-3")]
    [InlineData("hel\xFF\xFE\x01lo\r\n", "H8 Note in 3-6")]
    [InlineData("\xFF\xFA\x1F\0\x50\0\x18\xFF\xF0hi\r\n", "")]
    [InlineData("\xFF\xF1hi\r\n", "")]
    public void Telnet_InsideALine_IsNoPartOfItsText(string read, string said) => Assert.Equal(said, Wire.Reads("line", read).Said());

    [Theory]
    [InlineData("line")]
    [InlineData("header64")]
    [InlineData("json")]
    public void Http_IsAnErrorThatNamesTheConsole(string dialect)
    {
        var answer = "HTTP/1.1 400 Bad Request\r\n\r\n<a href=\"http://localhost:5080\">console</a>";
        var hint = Wire.Reads(dialect, "GET / HTTP/1.1\r\nHost: localhost:5051\r\n\r\n").Writes([answer], [answer.Length]).Only();

        Assert.Equal(("H9", HintSeverity.Error, 0L, 14L), (hint.Code, hint.Severity, hint.Start, hint.End));
        Assert.Equal("This is an HTTP request: GET / HTTP/1.1.", hint.Sentence);
        Assert.StartsWith("The web console is at http://localhost:5080. ", hint.Fix, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\x16\x03\x01\x02\0\x01", "This is a TLS hello (16 03), 6 bytes.")]
    [InlineData("SSH-2.0-OpenSSH_9.2\r\n", "This is an SSH client: SSH-2.0-OpenSSH_9.2.")]
    public void TlsAndSsh_AreErrors(string read, string sentence) => Assert.Equal(sentence, Wire.Reads("line", read).Only().Sentence);

    [Theory]
    [InlineData("GET milk\n")]
    [InlineData("SSH-keys are fun\n")]
    public void People_MayTalkAboutIt(string read) => Assert.Equal("", Wire.Reads("line", read).Said());

    [Theory]
    [InlineData(4, "")]
    [InlineData(12, "H10 Warning out 6-6")]
    public void Queue_ThatIsNotTakenFor5Seconds_IsAWarning(int seconds, string said)
    {
        var wire = Wire.Reads("line").Writes(["hello\n"], [6]).Waits(seconds);
        wire.With(session => session with { QueuedBytes = 64_000, QueuedSince = session.OpenedAt });

        Assert.Equal(said, wire.Said());
        Assert.True(said.Length == 0 || wire.Only().Sentence == "64,000 bytes have waited 12 seconds: the client does not read.");
    }

    [Fact]
    public void TooSlow_IsAnError() =>
        Assert.Equal("H10 Error out 0-0", Wire.Reads("line", "hello\n").Closes(CloseCode.TooSlow).Said());

    [Theory]
    [InlineData(CloseCode.PeerReset, "H11 Warning in 6-6")]
    [InlineData(CloseCode.PeerClosed, "")]
    [InlineData(CloseCode.Goodbye, "")]
    [InlineData(CloseCode.Kicked, "")]
    public void Reset_IsAWarning(CloseCode code, string said) =>
        Assert.Equal(said, Wire.Reads("line", "hello\n").Closes(code).Said());
}
