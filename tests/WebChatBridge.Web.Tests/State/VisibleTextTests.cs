using WebChatBridge.Web.State;

namespace WebChatBridge.Web.Tests.State;

[Trait("about", "security")]
public sealed class VisibleTextTests
{
    [Theory]
    [InlineData("hello", "hello")]
    [InlineData("tab\tand\nline", "tab\tand\nline")]
    [InlineData("yes\r", "yes⟨CR⟩")]
    [InlineData("a\r\nb", "a\r\nb")]
    [InlineData("\u001b[31mred", "⟨ESC⟩[31mred")]
    [InlineData("a\0b", "a⟨NUL⟩b")]
    [InlineData("del\u007f", "del⟨DEL⟩")]
    [InlineData("c1\u0085", "c1⟨U+0085⟩")]
    [InlineData("\u202edrow", "⟨U+202E⟩drow")]
    [InlineData("zero\u200bwidth\ufeff", "zero⟨U+200B⟩width⟨U+FEFF⟩")]
    [InlineData("👩\u200d🔧 ok", "👩\u200d🔧 ok")]
    [InlineData("<b>&amp;</b>", "<b>&amp;</b>")]
    public void Of_Text_NamesWhatCannotBeSeen(string text, string shown) =>
        Assert.Equal(shown, string.Concat(VisibleText.Of(text).Select(part => part.Text)));

    [Fact]
    public void Of_ManyControls_IsOnePartWithOneName()
    {
        var parts = VisibleText.Of(new string('\0', 5000));

        Assert.Equal("5000 control characters", Assert.Single(parts).Name);
    }
}
