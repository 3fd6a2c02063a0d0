using System.Text;
using WebChatBridge.Protocol;

namespace WebChatBridge.Relay.Tests.Dialects;

public sealed class HeaderReaderTests
{
    private static readonly HeaderDialect Narrow = new(width: 8, maxMessageBytes: 50);
    private static readonly HeaderDialect Tutorial = new(width: 64, maxMessageBytes: 65_536);

    [Theory]
    [InlineData("5       hello", "[hello]")]
    [InlineData("5       hello0       2       hi", "[hello][][hi]")]
    [InlineData("   3    abc", "[abc]")]
    [InlineData("       3abc", "[abc]")]
    [InlineData("00000003abc", "[abc]")]
    [InlineData("1       \n", "[\n]")]
    [InlineData("50      aaaaaaaaaabbbbbbbbbbccccccccccddddddddddeeeeeeeeee", "[aaaaaaaaaabbbbbbbbbbccccccccccddddddddddeeeeeeeeee]")]
    [InlineData("", "")]
    public void Reader_GoodFrames_AreTheSameAtEverySplit(string stream, string expected) =>
        Assert.Equal(expected, Transcript.OfEverySplit(Narrow, stream));

    [Theory]
    [InlineData("hello", "violation@0")]
    [InlineData("-1      ", "violation@0")]
    [InlineData("+5      ", "violation@0")]
    [InlineData("1_0     ", "violation@1")]
    [InlineData("5hello", "violation@1")]
    [InlineData("5\n      ", "violation@1")]
    [InlineData("5\0\0\0\0\0\0\0", "violation@1")]
    [InlineData("\t5      ", "violation@0")]
    [InlineData("5  5    ", "violation@3")]
    [InlineData("        ", "violation@7")]
    [InlineData("\u00B2       ", "violation@0")]
    [InlineData("51      ", "violation@0")]
    [InlineData("99999999", "violation@0")]
    [InlineData("2       hix       ", "[hi]violation@10")]
    [InlineData("0       99      ", "[]violation@8")]
    [InlineData("HELLO", "violation@0")]
    public void Reader_BadHeader_IsToldAtItsFirstBadByte(string stream, string expected) =>
        Assert.Equal(expected, Transcript.OfEverySplit(Narrow, stream));

    [Theory]
    [InlineData("5   ", "end violation@4")]
    [InlineData("5       hel", "end violation@11")]
    [InlineData("2       hi7", "[hi]end violation@11")]
    public void Reader_InputEndsInsideAFrame_IsAViolation(string stream, string expected) =>
        Assert.Equal(expected, Transcript.OfEverySplit(Narrow, stream));

    [Theory]
    [InlineData("9999999999999999999", 0)]
    [InlineData("99999999999999999999", 19)]
    [InlineData("18446744073709551617", 19)]
    public void Reader_HugeNumber_IsAViolation(string number, long offset)
    {
        var transcript = Transcript.Of(Tutorial, Encoding.ASCII.GetBytes(number.PadRight(64)));

        Assert.Equal($"violation@{offset}", transcript);
    }

    [Fact]
    public void Violation_OverLimit_NamesValueLimitAndSetting()
    {
        var violation = Break("99999".PadRight(64));

        Assert.Equal("Header says 99999 bytes; the limit is 65536 (Relay:Limits:MaxMessageBytes).", violation.Reason);
    }

    [Fact]
    public void Violation_NoHeader_ShowsTheBytesAndSaysWhatIsWanted()
    {
        var violation = Break("hello");

        Assert.Equal(
            "Byte 0 is 'h' (0x68), not a digit. Every message starts with a header of 64 bytes: the length of its body in decimal digits, "
            + "then spaces. Got 68 65 6C 6C 6F \"hello\".",
            violation.Reason);
        Assert.Equal("hello"u8.ToArray(), violation.Bytes);
    }

    [Fact]
    public void Pending_HalfAFrame_CountsWhatCameAndWhatIsMissing()
    {
        var reader = Narrow.NewReader();
        ReadOnlySpan<byte> header = "5   "u8;
        ReadOnlySpan<byte> more = "    he"u8;
        ReadOnlySpan<byte> rest = "llo"u8;

        reader.Read(ref header, out _);
        Assert.Equal((4, null), (reader.Pending.Length, reader.Missing));

        reader.Read(ref more, out _);
        Assert.Equal((10, 3), (reader.Pending.Length, reader.Missing));

        reader.Read(ref rest, out _);
        Assert.Equal((0, null), (reader.Pending.Length, reader.Missing));
    }

    [Fact]
    public void Reader_LyingHeader_AllocatesNothingForIt()
    {
        var reader = new HeaderDialect(64, 16 * 1024 * 1024).NewReader();
        var header = Encoding.ASCII.GetBytes("16000000".PadRight(64));
        var before = GC.GetAllocatedBytesForCurrentThread();

        ReadOnlySpan<byte> input = header;
        reader.Read(ref input, out _);

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 4096);
        Assert.Equal(16_000_000, reader.Missing);
    }

    [Fact]
    public void Read_AfterAViolation_TakesNothingMore()
    {
        var reader = Narrow.NewReader();
        ReadOnlySpan<byte> bad = "x"u8;
        ReadOnlySpan<byte> good = "2       hi"u8;

        Assert.Equal(FrameStatus.Violation, reader.Read(ref bad, out _));
        Assert.Equal(FrameStatus.Violation, reader.Read(ref good, out _));
        Assert.Equal(FrameStatus.Violation, reader.Finish(out _));
    }

    private static Violation Break(string stream)
    {
        var reader = Tutorial.NewReader();
        ReadOnlySpan<byte> input = Encoding.ASCII.GetBytes(stream);
        Assert.Equal(FrameStatus.Violation, reader.Read(ref input, out _));
        return reader.Violation!;
    }
}
