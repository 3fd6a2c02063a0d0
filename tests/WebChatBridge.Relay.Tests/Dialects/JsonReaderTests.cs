using System.Text;
using WebChatBridge.Protocol;

namespace WebChatBridge.Relay.Tests.Dialects;

public sealed class JsonReaderTests
{
    private static readonly JsonDialect Dialect = new(maxMessageBytes: 10);

    [Theory]
    [InlineData("{}\n{\"a\":1}\r\n", "[{}][{\"a\":1}] CRLF")]
    [InlineData("\n\r\n  \n{}\n\n", "[{}] LF")]
    [InlineData("{}\n ", "[{}] LF")]
    [InlineData("nonsense\n", "[nonsense] LF")]
    [InlineData("{}\n{", "[{}]end violation@4")]
    [InlineData("", "")]
    public void Reader_Lines_AreTheSameAtEverySplit(string stream, string expected) =>
        Assert.Equal(expected, Transcript.OfEverySplit(Dialect, stream));

    [Fact]
    public void Reader_LineOfTheLimit_IsTaken()
    {
        var line = new string(' ', Dialect.MaxLineBytes - 2) + "{}";

        Assert.Equal($"[{line}] LF", Transcript.Of(Dialect, Encoding.ASCII.GetBytes(line + "\n"), 100, 4000));
        Assert.Equal($"[{line}] CRLF", Transcript.Of(Dialect, Encoding.ASCII.GetBytes(line + "\r\n"), 100, line.Length, line.Length + 1));
    }

    [Theory]
    [InlineData("\n")]
    [InlineData("\r\n")]
    [InlineData("")]
    [InlineData("xxxx")]
    public void Reader_OverLongLine_IsAViolation(string end)
    {
        var stream = Encoding.ASCII.GetBytes("{}\n" + new string('x', Dialect.MaxLineBytes + 1) + end);
        var expected = $"[{{}}]violation@{3 + Dialect.MaxLineBytes}";

        Assert.Equal(expected, Transcript.Of(Dialect, stream));
        Assert.Equal(expected, Transcript.Of(Dialect, stream, 1, 2, 50, Dialect.MaxLineBytes, stream.Length - 1));
        Assert.Equal(expected, Transcript.Of(Dialect, stream, Enumerable.Range(1, stream.Length - 1)));
    }

    [Fact]
    public void Interpret_PayloadOverTheLimit_IsAnsweredNotClosed()
    {
        var request = Dialect.Interpret(new Frame("""{"type":"post","id":"c-1","text":"12345678901"}"""u8));

        var invalid = Assert.IsType<ClientRequest.Invalid>(request);
        Assert.Equal((ErrorCode.Limit, "c-1"), (invalid.Code, invalid.Id));
        Assert.Contains("11 bytes; the limit is 10 (Relay:Limits:MaxMessageBytes)", invalid.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Interpret_LargestPayloadInItsLongestSpelling_Fits()
    {
        var line = $$"""{"type":"post","text":"{{string.Concat(Enumerable.Repeat("\\u0001", 10))}}"}""";

        Assert.True(line.Length <= Dialect.MaxLineBytes);
        Assert.Equal(10, Assert.IsType<ClientRequest.Post>(Dialect.Interpret(new Frame(Encoding.ASCII.GetBytes(line)))).Payload.Length);
    }
}
