using WebChatBridge.Protocol;

namespace WebChatBridge.Chat.Tests.Text;

public sealed class NameHueTests
{
    // Literal: a name keeps its colour over versions, and in the browser it is the same.
    [Theory]
    [InlineData("tom", 11)]
    [InlineData("TOM", 11)]
    [InlineData("jerry", 7)]
    [InlineData("alice", 1)]
    [InlineData("bob", 10)]
    [InlineData("plc", 0)]
    [InlineData("blue-heron", 6)]
    [InlineData("Zoë", 0)]
    public void Of_Name_IsStable(string name, int hue) => Assert.Equal(hue, NameHue.Of(name));

    [Theory]
    [InlineData(1, "\e[95mtom\e[0m")]
    [InlineData(0, "tom")]
    public void Name_ByDepth_IsColouredOrNot(int depth, string shown) => Assert.Equal(shown, new Palette((ColorDepth)depth).Name("tom"));
}
