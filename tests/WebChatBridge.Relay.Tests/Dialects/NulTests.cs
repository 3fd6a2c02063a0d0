using System.Buffers;
using System.Text;
using CsCheck;
using WebChatBridge.Protocol;

namespace WebChatBridge.Relay.Tests.Dialects;

public sealed class NulTests
{
    private static readonly NulDialect Pairs = new(maxMessageBytes: 6, skipEmpty: false);
    private static readonly NulDialect Lobby = new(maxMessageBytes: 6, skipEmpty: true);

    [Theory]
    [InlineData("hi\0", "[hi]")]
    [InlineData("hi\0you\0", "[hi][you]")]
    [InlineData("\0", "[]")]
    [InlineData("hi\0\0\0", "[hi][][]")]
    [InlineData("a\nb\r\n\0", "[a\nb\r\n]")]
    [InlineData("\u00ff\u00fd\u0001\0", "[\u00ff\u00fd\u0001]")]
    [InlineData("sixsix\0", "[sixsix]")]
    [InlineData("hi\0yo", "[hi]unterminated[yo]")]
    [InlineData("sixsix", "unterminated[sixsix]")]
    [InlineData("", "")]
    [InlineData("sevense\0", "violation@6")]
    [InlineData("hi\0sevense", "[hi]violation@9")]
    [InlineData("/who\0", "[/who]")]
    public void Reader_Frames_AreTheSameAtEverySplit(string stream, string expected) =>
        Assert.Equal(expected, Transcript.OfEverySplit(Pairs, stream));

    [Theory]
    [InlineData("\0\0hi\0\0\0\0", "[hi]")]
    [InlineData("\0\0", "")]
    public void Reader_Padding_IsNothingInALobby(string stream, string expected) => Assert.Equal(expected, Transcript.OfEverySplit(Lobby, stream));

    [Theory]
    [InlineData("GET / HTTP/1.1\r\nHost: x\r\n\r\n", "violation@0 Http")]
    [InlineData("\u0016\u0003\u0001\0\0", "violation@0 Tls")]
    [InlineData("SSH-2.0-x\r\n", "violation@0 Ssh")]
    [InlineData("GET milk\0", "[GET milk]")]
    [InlineData("hi\0GET / HTTP/1.1\r\n\0", "[hi][GET / HTTP/1.1\r\n]")]
    public void Reader_OtherProtocols_AreRefused(string stream, string expected) =>
        Assert.Equal(expected, Transcript.OfEverySplit(new NulDialect(100, skipEmpty: true), stream));

    [Fact]
    public void Violation_OverLimit_NamesLimitAndSetting()
    {
        var reader = Pairs.NewReader();
        ReadOnlySpan<byte> input = "sevense"u8;

        Assert.Equal(FrameStatus.Violation, reader.Read(ref input, out _));

        Assert.Equal("A message is longer than 6 bytes without a NUL (0x00) to end it (Relay:Limits:MaxMessageBytes).", reader.Violation!.Reason);
    }

    [Fact]
    public void AnyBytes_AgreeWithTheReference_AtAnySplit() =>
        Gen.Select(Gen.OneOf<string>("a", "bc", "\0", "defg", "\n", "\u00e9", "hi\0").Array[0, 12].Select(string.Concat), Gen.Int[0, 200].Array[0, 8]).Sample(
            (text, cuts) => Assert.Equal(
                Reference(text), Transcript.Of(Pairs, Encoding.Latin1.GetBytes(text), cuts.Select(cut => cut % (text.Length + 1)).Order())),
            iter: 20_000);

    [Fact]
    public void Write_ThenRead_KeepsEveryByteButNul() =>
        Gen.Byte.Array[0, 6].Array[0, 6].Sample(
            payloads =>
            {
                var output = new ArrayBufferWriter<byte>();
                Pairs.Write(Say.Plain("hi"), output); // what follows is no hello of another protocol
                foreach (var payload in payloads)
                {
                    Pairs.Write(Say.Plain(payload), output);
                }

                var expected = "[hi]" + string.Concat(payloads.Select(payload =>
                    $"[{Encoding.Latin1.GetString(payload).Replace("\0", "\u00e2\u0090\u0080", StringComparison.Ordinal)}]"));
                Assert.Equal(expected, Transcript.Of(new NulDialect(100, skipEmpty: false), output.WrittenSpan.ToArray()));
            },
            iter: 20_000);

    [Fact]
    public void Write_Attributed_HasTheNameBefore_AndOneNul()
    {
        Assert.Equal("Tom: hi\u001b[2J\n\0", Spell.Text(Pairs, Say.Named("Tom", "hi\u001b[2J\n")));
        Assert.Equal("Tom (to you): psst\0", Spell.Text(Pairs, Say.Named("Tom", "psst", direct: true)));
        Assert.Equal("Eve: hi\u2400Tom: bye\0", Spell.Text(Pairs, Say.Named("Eve", "hi\0Tom: bye")));
    }

    [Fact]
    public void Write_AllElse_IsNothing() =>
        Assert.All([.. Say.Other, new ServerEvent.Bye("the end")], what => Assert.Empty(Spell.Bytes(Pairs, what)));

    private static string Reference(string stream)
    {
        var said = new StringBuilder();
        var at = 0;
        foreach (var piece in stream.Split('\0'))
        {
            if (piece.Length > 6)
            {
                return said.Append("violation@").Append(at + 6).ToString();
            }

            at += piece.Length + 1;
            said.Append(at <= stream.Length ? $"[{piece}]" : piece.Length > 0 ? $"unterminated[{piece}]" : "");
        }

        return said.ToString();
    }
}
