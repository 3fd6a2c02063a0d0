using System.Text;
using WebChatBridge.Protocol;
using WebChatBridge.Web.State;

namespace WebChatBridge.Web.Tests.State;

[Trait("about", "security")]
public sealed class VisibleBytesTests
{
    [Fact]
    public void LineEnds_AreSeen() => Assert.Equal(["hello", "[CR LF]", "x"], Say("hello\r\nx"u8));

    [Fact]
    public void BytesThatAreNoText_AreNumbers() => Assert.Equal(["a", "[C3]", "b"], Say([0x61, 0xC3, 0x62]));

    [Fact]
    public void CharacterCutOff_IsItsBytes() => Assert.Equal(["a", "[E2 82]"], Say([0x61, 0xE2, 0x82]));

    [Fact]
    public void TextThatTurnsTheOrder_IsNamed() => Assert.Equal(["a", "[U+202E]", "b"], Say("a\u202eb"u8));

    [Fact]
    public void ManyControlCharacters_AreCounted()
    {
        var part = Assert.Single(VisibleBytes.Of(new byte[9], []));

        Assert.Equal("9 bytes that are no text", part.Name);
    }

    [Fact]
    public void Found_IsSetApart_AlsoInTheMiddleOfMarks()
    {
        var bytes = "say €!\r\n"u8.ToArray();
        var parts = VisibleBytes.Of(bytes, Filter.Parse("€ hex:0d").InBytes(bytes));

        Assert.Equal([("say ", false), ("€", true), ("!", false), ("CR", true), ("LF", false)], parts.Select(part => (part.Text, part.Found)));
    }

    [Fact]
    public void EveryCut_SaysEveryByteOnce()
    {
        var bytes = Encoding.UTF8.GetBytes("a€\0\r\n😀z");
        for (var cut = 0; cut <= bytes.Length; cut++)
        {
            var whole = VisibleBytes.Of(bytes.AsSpan(0, cut), [new FilterSpan(0, cut)]);

            Assert.Equal(whole.Count, VisibleBytes.Of(bytes.AsSpan(0, cut), []).Count);
            Assert.All(whole, part => Assert.True(part.Found));
        }
    }

    private static IEnumerable<string> Say(ReadOnlySpan<byte> bytes) =>
        [.. VisibleBytes.Of(bytes, []).ToArray().Select(part => part.Name is { } name ? $"[{name}]" : part.Text)];
}
