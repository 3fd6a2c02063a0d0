using System.Text;
using CsCheck;
using WebChatBridge.Protocol;

namespace WebChatBridge.Relay.Tests.Dialects;

public sealed class RawTests
{
    private static readonly TimeSpan Gap = TimeSpan.FromMilliseconds(75);
    private static readonly RawDialect Raw = new(maxMessageBytes: 6, Gap);
    private static readonly RawDialect Wide = new(maxMessageBytes: 100, Gap);

    [Theory]
    [InlineData("hi", "[hi]")]
    [InlineData("hi|", "|[hi]")]
    [InlineData("hi|you", "|[hi][you]")]
    [InlineData("hi||you|", "|[hi]|[you]")]
    [InlineData("|", "")]
    [InlineData("a\nb\0|", "|[a\nb\0]")]
    [InlineData("sixsix|", "|[sixsix]")]
    [InlineData("sixsixmore|", "[sixsix]|[more]")]
    [InlineData("sixsixsixsix1|", "[sixsix][sixsix]|[1]")]
    [InlineData("12345\u00c3\u00a9|", "[12345]|[\u00c3\u00a9]")]
    [InlineData("\u00a9\u00a9\u00a9\u00a9\u00a9\u00a9\u00a9|", "[\u00a9\u00a9\u00a9\u00a9\u00a9\u00a9]|[\u00a9]")]
    [InlineData("!DISC|/quit|", "|[!DISC]|[/quit]")]
    public void Reader_ASilenceOrTheLimit_EndsAMessage(string stream, string expected) => Assert.Equal(expected, Silence.Transcript(Raw, stream));

    [Theory]
    [InlineData("GET / HTTP/1.1\r\nHost: x\r\n\r\n", "violation@0 Http")]
    [InlineData("GET / HTTP/1.1\r\n|", "violation@0 Http")]
    [InlineData("\u0016\u0003\u0001\0\0", "violation@0 Tls")]
    [InlineData("SSH-2.0-x\r\n", "violation@0 Ssh")]
    [InlineData("GET milk|", "|[GET milk]")]
    [InlineData("hi|GET / HTTP/1.1\r\n|", "|[hi]|[GET / HTTP/1.1\r\n]")]
    public void Reader_OtherProtocols_AreRefused(string stream, string expected) => Assert.Equal(expected, Silence.Transcript(Wide, stream));

    [Fact]
    public void Reader_AsksForAClock_OnlyWhileBytesWait()
    {
        var reader = Raw.NewReader();
        ReadOnlySpan<byte> input = "hi"u8;

        Assert.Null(reader.Pause);
        reader.Read(ref input, out _);
        Assert.Equal((Gap, 2), (reader.Pause, reader.Pending.Length));
        reader.Paused(out _);

        Assert.Null(reader.Pause);
        Assert.Equal(0, reader.Pending.Length);
    }

    [Fact]
    public void AnyBytes_ArriveComplete_InMessagesOfTheLimitAtMost() =>
        Gen.Select(Gen.Byte.Array[0, 60], Gen.Int[0, 60].Array[0, 6]).Sample(
            (bytes, cuts) =>
            {
                var text = Encoding.Latin1.GetString(bytes);
                Assert.Equal(Transcript.Of(Raw, bytes), Transcript.Of(Raw, bytes, cuts.Select(cut => cut % (bytes.Length + 1)).Order()));
                if (!Transcript.Of(Raw, bytes).Contains("violation", StringComparison.Ordinal))
                {
                    Assert.Equal(text, string.Concat(Messages(bytes)));
                    Assert.All(Messages(bytes), message => Assert.InRange(message.Length, 1, 6));
                }
            },
            iter: 20_000);

    [Fact]
    public void Write_IsTheBytesAsTheyAre_WithTheNameBeforeInALobby()
    {
        Assert.Equal([0, 255, 10], Spell.Bytes(Raw, Say.Plain([0, 255, 10])));
        Assert.Equal("Tom: hi", Spell.Text(Raw, Say.Named("Tom", "hi")));
        Assert.Equal("Tom (to you): hi", Spell.Text(Raw, Say.Named("Tom", "hi", direct: true)));
    }

    [Theory]
    [InlineData("tom: hi", "tom: hi")]
    [InlineData("jerry: hi", "tom: jerry: hi")]
    [InlineData("tom:hi", "tom: tom:hi")]
    [InlineData("Tom: hi", "tom: Tom: hi")]
    public void Write_WhoNamesHimselfRightly_IsNotNamedTwice(string text, string expected) => Assert.Equal(expected, Spell.Text(Raw, Say.Named("tom", text)));

    [Fact]
    public void Write_AllElse_IsNothing() =>
        Assert.All([.. Say.Other, new ServerEvent.Bye("the end")], what => Assert.Empty(Spell.Bytes(Raw, what)));

    private static List<string> Messages(byte[] bytes)
    {
        var messages = new List<string>();
        var reader = Raw.NewReader();
        ReadOnlySpan<byte> input = bytes;
        while (reader.Read(ref input, out var frame) == FrameStatus.Frame)
        {
            messages.Add(Encoding.Latin1.GetString(frame.Payload));
        }

        if (reader.Finish(out var last) == FrameStatus.Frame)
        {
            messages.Add(Encoding.Latin1.GetString(last.Payload));
        }

        return messages;
    }
}
