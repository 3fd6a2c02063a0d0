using System.Text;
using WebChatBridge.Protocol;

namespace WebChatBridge.Relay.Tests.Dialects;

public sealed class GreetingTests
{
    private static readonly IDialect[] All =
        [new LineDialect(1000, commands: true), new LineDialect(1000, commands: false), new JsonDialect(1000), new HeaderDialect(64, 1000)];

    [Theory]
    [InlineData("GET / HTTP/1.1\r\nHost: x\r\n\r\n", "Http")]
    [InlineData("POST /x?y=%20 HTTP/1.0\n", "Http")]
    [InlineData("OPTIONS * HTTP/1.1\r\n", "Http")]
    [InlineData("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", "Http")]
    [InlineData("CONNECT a:443 HTTP/1.1\r\n", "Http")]
    [InlineData("GET / HTTP/1.1", "Http")]
    [InlineData("\u0016\u0003\u0001\u0002\0\u0001\0\u0001\u00FC\u0003\u0003\n", "Tls")]
    [InlineData("SSH-2.0-OpenSSH_9.2p1 Debian-2\r\n", "Ssh")]
    [InlineData("SSH-1.99-x\n", "Ssh")]
    public void EveryDialect_RecognisesForeignProtocols(string stream, string spoke)
    {
        foreach (var dialect in All)
        {
            var transcript = Transcript.OfEverySplit(dialect, stream);

            Assert.EndsWith($"violation@0 {spoke}", transcript.Split(" LF")[0].Split(" CRLF")[0], StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("GET milk\n", "[GET milk] LF")]
    [InlineData("GET milk HTTP\n", "[GET milk HTTP] LF")]
    [InlineData("GET / HTTP/1.1 please\n", "[GET / HTTP/1.1 please] LF")]
    [InlineData("GET  / HTTP/1.1\n", "[GET  / HTTP/1.1] LF")]
    [InlineData("get / HTTP/1.1\n", "[get / HTTP/1.1] LF")]
    [InlineData("hi\nGET / HTTP/1.1\n", "[hi][GET / HTTP/1.1] LF")]
    [InlineData("SSH-keys are fun\n", "[SSH-keys are fun] LF")]
    [InlineData("\u0016 x\n", "[\u0016 x] LF")]
    [InlineData("S\n", "[S] LF")]
    [InlineData("G", "unterminated[G]")]
    public void Line_WhatPeopleSay_IsAMessage(string stream, string expected) =>
        Assert.Equal(expected, Transcript.OfEverySplit(All[1], stream));

    [Fact]
    public void Line_AnyWordInCapitalsMayBeAMethod() =>
        Assert.Equal("violation@0 Http", Transcript.OfEverySplit(All[0], "PROPFIND /x HTTP/1.1\r\n"));

    [Fact]
    public void Header_HeldRequestLine_IsBounded()
    {
        var reader = All[3].NewReader();
        ReadOnlySpan<byte> input = Encoding.ASCII.GetBytes("GET /" + new string('x', 20_000));

        Assert.Equal(FrameStatus.Violation, reader.Read(ref input, out _));
        Assert.Equal(ForeignProtocol.None, reader.Violation!.Spoke);
    }

    [Fact]
    public void Header_PossibleRequestLine_IsPendingUntilItIsDecided()
    {
        var reader = All[3].NewReader();
        ReadOnlySpan<byte> input = "GET /inde"u8;

        Assert.Equal(FrameStatus.NeedMore, reader.Read(ref input, out _));
        Assert.Equal(9, reader.Pending.Length);
    }
}
