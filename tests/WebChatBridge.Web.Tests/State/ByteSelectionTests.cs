using WebChatBridge.Web.State;

namespace WebChatBridge.Web.Tests.State;

public sealed class ByteSelectionTests
{
    [Theory]
    [InlineData("7-13", 7, 13)]
    [InlineData("7", 7, 7)]
    [InlineData("0-0", 0, 0)]
    public void Parse_Range_HoldsBothEnds(string text, int first, int last)
    {
        var selection = ByteSelection.Parse(text);

        Assert.Equal(new ByteSelection(first, last), selection);
        Assert.Equal(last - first + 1, selection!.Length);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("-")]
    [InlineData("7-")]
    [InlineData("13-7")]
    [InlineData("+7")]
    [InlineData("-7")]
    [InlineData("1-2-3")]
    [InlineData("2147483647")]
    [InlineData("99999999999")]
    public void Parse_Nonsense_IsNone(string? text) => Assert.Null(ByteSelection.Parse(text));

    [Fact]
    public void ToString_IsWhatParseReads()
    {
        Assert.Equal("7-13", ByteSelection.Between(13, 7).ToString());
        Assert.Equal("7", new ByteSelection(7, 7).ToString());
    }

    [Fact]
    public void Of_BeyondTheEnd_IsWhatThereIs()
    {
        Assert.Equal("lo"u8.ToArray(), new ByteSelection(3, 99).Of("hello"u8.ToArray()).ToArray());
        Assert.True(new ByteSelection(5, 9).Of("hello"u8.ToArray()).IsEmpty);
    }

    [Fact]
    public void Facts_EightBytes_AreNumbersBothWaysRound() =>
        Assert.Equal(
            [("u8", "1"), ("u16 LE", "513"), ("u16 BE", "258"), ("u32 LE", "67,305,985"), ("u32 BE", "16,909,060"),
             ("u64 LE", "578,437,695,752,307,201"), ("u64 BE", "72,623,859,790,382,856")],
            ByteFacts.Of([1, 2, 3, 4, 5, 6, 7, 8]));

    [Fact]
    public void Facts_ThreeBytes_AreNoNumberOfFour() => Assert.Equal(["u8", "u16 LE", "u16 BE"], ByteFacts.Of([1, 2, 3]).Select(fact => fact.Name));
}
