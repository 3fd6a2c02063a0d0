using System.Text;

namespace WebChatBridge.Benchmarks.Tests;

public sealed class PayloadTests
{
    [Theory]
    [InlineData(0, 0, 32)]
    [InlineData(12_345_678, Payload.MaxNumber, 100)]
    [InlineData(7, 90_817_263, 65_536)]
    public void TryRead_WhatWasWritten_IsRead(int sender, int number, int size)
    {
        var payload = new byte[size];

        Payload.Write(payload, sender, number);

        Assert.True(Payload.TryRead(payload, out var readSender, out var readNumber));
        Assert.Equal((sender, number), (readSender, readNumber));
        Assert.DoesNotContain(payload, static letter => letter is < 0x21 or > 0x7E or (byte)'"' or (byte)'\\');
    }

    [Fact]
    public void TryRead_AnyBitChanged_IsRefused()
    {
        var payload = new byte[64];
        Payload.Write(payload, 3, 141);

        for (var bit = 0; bit < payload.Length * 8; bit++)
        {
            payload[bit / 8] ^= (byte)(1 << (bit % 8));

            Assert.False(Payload.TryRead(payload, out _, out _), $"Bit {bit} was not noticed.");

            payload[bit / 8] ^= (byte)(1 << (bit % 8));
        }
    }

    [Fact]
    public void TryCut_HeaderInEveryTwoPieces_NeedsTheRest()
    {
        var bytes = Encoding.ASCII.GetBytes("5".PadRight(64) + "hello");
        var speech = new HeaderSpeech();

        for (var split = 0; split < bytes.Length; split++)
        {
            Assert.False(speech.TryCut(bytes.AsSpan(0, split), out var taken, out _));
            Assert.Equal(0, taken);
        }

        Assert.True(speech.TryCut(bytes, out var all, out var frame));
        Assert.Equal((69, "hello"), (all, Encoding.ASCII.GetString(frame)));
    }
}
