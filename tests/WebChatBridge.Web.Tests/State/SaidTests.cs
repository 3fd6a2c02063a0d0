using System.Text;
using WebChatBridge.Web.State;

namespace WebChatBridge.Web.Tests.State;

public sealed class SaidTests
{
    [Theory]
    [InlineData("hello", "hello")]
    [InlineData("GET /a/b/c ?jk m x", "GET /a/b/c ?jk m x")]
    [InlineData("//slash", "/slash")]
    [InlineData(" leading", " leading")]
    public void Parse_Text_IsOneMessage(string text, string sent) => Assert.Equal([sent], Texts(Said.Parse(text, hex: false, byLine: true)));

    [Fact]
    public void Parse_LinesWhereSomebodyReadsLines_AreMessages()
    {
        Assert.Equal(["a", "", "b"], Texts(Said.Parse("a\n\nb\n", hex: false, byLine: true)));
        Assert.Equal(["a\n\nb\n"], Texts(Said.Parse("a\n\nb\n", hex: false, byLine: false)));
    }

    [Theory]
    [InlineData("48 65 6c", "Hel")]
    [InlineData("48656c", "Hel")]
    [InlineData("\\x48\\x65", "He")]
    [InlineData("0x48,0x65", "He")]
    public void Parse_Hex_IsBytes(string text, string sent) => Assert.Equal([sent], Texts(Said.Parse(text, hex: true, byLine: true)));

    [Theory]
    [InlineData("4g")]
    [InlineData("4")]
    [InlineData("48 zz")]
    public void Parse_NotHex_SaysWhere(string text)
    {
        var refused = Assert.IsType<Said.Refused>(Said.Parse(text, hex: true, byLine: false));

        Assert.Contains("is not a byte", refused.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/raw 0d 0a", "\r\n")]
    [InlineData("/hex 41", "A")]
    public void Parse_Raw_IsBytes(string text, string sent) => Assert.Equal([sent], Texts(Said.Parse(text, hex: false, byLine: true)));

    [Fact]
    public void Parse_Commands_AreUnderstood()
    {
        Assert.Equal(new Said.Nick("Alice"), Said.Parse("/nick Alice", false, true));
        Assert.Equal(new Said.Kick("tom"), Said.Parse("/kick @tom", false, true));
        Assert.IsType<Said.ToggleHex>(Said.Parse("/hex", false, true));
        Assert.IsType<Said.Nothing>(Said.Parse("", false, true));
    }

    [Theory]
    [InlineData("/foo bar", "//foo bar")]
    [InlineData("/", "//")]
    [InlineData("/nick", null)]
    [InlineData("/kick", null)]
    public void Parse_UnknownOrUnfinishedCommand_IsNotSent(string text, string? literally)
    {
        var refused = Assert.IsType<Said.Refused>(Said.Parse(text, hex: false, byLine: true));

        Assert.Equal(literally, refused.Literally);
    }

    private static List<string> Texts(Said said) => [.. Assert.IsType<Said.Messages>(said).Payloads.Select(Encoding.UTF8.GetString)];
}
