using System.Text;
using CsCheck;
using WebChatBridge.Protocol;

namespace WebChatBridge.Relay.Tests.Dialects;

public sealed class AutoTests
{
    private static readonly AutoDialect Auto = new(maxMessageBytes: 1000, TimeSpan.FromMilliseconds(75));

    [Theory]
    [InlineData("{\"type\":\"hello\"}\n", "[{\"type\":\"hello\"}] json")]
    [InlineData(" {\t\"type\" : \"hello\"}\r\n{}\n", "[ {\t\"type\" : \"hello\"}][{}] json")]
    [InlineData("{\"name\":\"Tom\",\"type\":\"hello\"}\n", "[{\"name\":\"Tom\",\"type\":\"hello\"}] json")]
    [InlineData("{\"name\":\"Tom\",\"type\":\"hello\"}|\n", "|[{\"name\":\"Tom\",\"type\":\"hello\"}] json")]
    [InlineData("{\"text\":\"hi\"}\n", "[{\"text\":\"hi\"}] line")]
    [InlineData("{\"a\":{\"type\":1}}\n", "[{\"a\":{\"type\":1}}] line")]
    [InlineData("{}\n", "[{}] line")]
    [InlineData("{oops\n", "[{oops] line")]
    [InlineData("{\"\\ud800\":1,\"type\":1}\n", "[{\"\\ud800\":1,\"type\":1}] line")]
    [InlineData("hi\n", "[hi] line")]
    [InlineData("hi\r\nyou\n", "[hi][you] line")]
    [InlineData("hi\r\0", "[hi] line")]
    [InlineData("\n\nhi\n", "[hi] line")]
    [InlineData("/who\n", "[/who] line")]
    [InlineData("\u00ff\u00fd\u0001", "<FFFC01> line")]
    [InlineData("a\nb\0", "[a]unterminated[b\0] line")]
    [InlineData("hi\0", "[hi] nul")]
    [InlineData("\0hi\0you\0", "[hi][you] nul")]
    [InlineData("GET /\0x HTTP/1.1\r\n\0", "[GET /][x HTTP/1.1\r\n] nul")]
    [InlineData("a\0b\n", "[a]unterminated[b\n] nul")]
    [InlineData("hi|you|", "|[hi]|[you] raw")]
    [InlineData("hi", "[hi] raw")]
    [InlineData("12|", "|[12] raw")]
    [InlineData("|hi\n", "[hi] line")]
    [InlineData("", "")]
    public void Reader_TheFirstBytes_TellTheDialect(string stream, string expected) => Assert.Equal(expected, Silence.Transcript(Auto, stream));

    [Theory]
    [InlineData(64, "hello")]
    [InlineData(10, "tom")]
    [InlineData(11, "x")]
    [InlineData(63, "x")]
    [InlineData(16, "a\nb")]
    [InlineData(10, "42")]
    [InlineData(20, "\0\0")]
    [InlineData(64, " hello")]
    public void Reader_AHeader_IsFoundWithItsWidth(int width, string body)
    {
        var frame = $"{body.Length}".PadRight(width) + body;
        var name = width == 64 ? "header64" : $"header:{width}";

        Assert.Equal($"[{body}] {name}", Silence.Transcript(Auto, frame));
        Assert.Equal($"[{body}][{body}] {name}", Silence.Transcript(Auto, frame + frame));
    }

    [Theory]
    [InlineData("5         | abcd", "[ abcd] header:10")] // a header by itself is as wide as it is
    [InlineData("5          abcd|", "[ abcd] header:10")] // one whole frame and silence tell where the header ended
    [InlineData("         5hello", "[hello] header:10")]
    [InlineData("0000000005hello", "[hello] header:10")]
    [InlineData("5         hel|lo", "[hello] header:10")]
    [InlineData("0         |", "[] header:10")]
    [InlineData("5        hello\n", "[5        hello] line")] // 9 bytes: narrower than any header we look for
    [InlineData("1234567890\n", "[1234567890] line")] // more than a message may have
    [InlineData("          \n", "[          ] line")]
    [InlineData("5 apples\n", "[5 apples] line")]
    public void Reader_NearlyAHeader_IsToldApart(string stream, string expected) => Assert.EndsWith(expected, Silence.Transcript(Auto, stream).TrimStart('|'));

    [Theory]
    [InlineData("GET / HTTP/1.1\r\nHost: x\r\n\r\n", "violation@0 Http line")]
    [InlineData("\u0016\u0003\u0001\0\u0005", "violation@0 Tls line")]
    [InlineData("SSH-2.0-x\r\n", "violation@0 Ssh line")]
    [InlineData("GET milk\n", "[GET milk] line")]
    public void Reader_OtherProtocols_AreRefused(string stream, string expected) => Assert.Equal(expected, Silence.Transcript(Auto, stream));

    [Theory]
    [InlineData("{\"type\":\"hello\"}\n", "the first line is a JSON object with a \"type\"")]
    [InlineData("2         hi", "it began with a header of 10 bytes, the number 2 and a body")]
    [InlineData("hi\r\n", "a line feed (CRLF) ended the first 4 bytes")]
    [InlineData("hi\0", "a NUL (0x00) ended the first 3 bytes")]
    public void Because_SaysByWhat(string stream, string because)
    {
        var reader = Auto.NewReader();
        ReadOnlySpan<byte> input = Encoding.Latin1.GetBytes(stream);

        reader.Read(ref input, out _);

        Assert.Equal(because, reader.Because);
    }

    [Fact]
    public void Because_AfterSilence_SaysHowLong()
    {
        var reader = Auto.NewReader();
        ReadOnlySpan<byte> input = "hi"u8;
        reader.Read(ref input, out _);
        Assert.Equal(("auto", TimeSpan.FromMilliseconds(75)), (reader.Dialect.Name, reader.Pause));

        reader.Paused(out _);

        Assert.Equal("2 bytes came, then 75 ms nothing: no header, line feed or NUL", reader.Because);
    }

    [Fact]
    public void Reader_NoEndInSight_KeepsNoMoreThanAMessage() =>
        Assert.StartsWith($"[{new string('x', 1000)}]", Silence.Transcript(Auto, new string('x', 2500)), StringComparison.Ordinal);

    [Fact]
    public void Write_Undecided_IsNothing() =>
        Assert.All([.. Say.Other, Say.Plain("hi"), new ServerEvent.Bye("x")], what => Assert.Empty(Spell.Bytes(Auto, what)));

    [Fact]
    public void AnyStream_SplitsChangeNothing() =>
        Gen.Select(
                Gen.OneOf<string>("a", "\n", "\r\n", "\0", "5", " ", "         ", "{\"type\":", "\"x\"}", "GET / HTTP/1.1\r\n", "\u00ff", "hello").Array[0, 10].Select(string.Concat),
                Gen.Int[0, 200].Array[0, 8])
            .Sample(
                (text, cuts) =>
                {
                    var bytes = Encoding.Latin1.GetBytes(text);
                    Assert.Equal(Transcript.Of(Auto, bytes), Transcript.Of(Auto, bytes, cuts.Select(cut => cut % (bytes.Length + 1)).Order()));
                },
                iter: 20_000);

    [Fact]
    public void AnyStream_ReadsAsInTheDialectThatWasFound() =>
        Gen.OneOf<string>("a", "\n", "\r\n", "\0", "2         hi", "{\"type\":\"x\"}\n", "hello").Array[1, 8].Select(string.Concat).Sample(
            text =>
            {
                var bytes = Encoding.Latin1.GetBytes(text);
                var reader = Auto.NewReader();
                ReadOnlySpan<byte> input = bytes;
                while (reader.Read(ref input, out _) is FrameStatus.Frame or FrameStatus.Reply)
                {
                }

                if (reader.Dialect.Name != "auto")
                {
                    var found = WebChatBridge.Protocol.Dialects.Parse(reader.Dialect.Name, 1000);
                    Assert.Equal(Said(found, bytes), Said(Auto, bytes));
                }
            },
            iter: 20_000);

    private static string Said(IDialect dialect, byte[] bytes) => Transcript.Of(dialect, bytes).Replace(" answers CRLF", "", StringComparison.Ordinal);
}
