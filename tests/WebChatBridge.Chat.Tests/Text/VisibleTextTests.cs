namespace WebChatBridge.Chat.Tests.Text;

[Trait("about", "security")]
public sealed class VisibleTextTests
{
    [Theory]
    [InlineData("plain äöü 漢字 🐭", "plain äöü 漢字 🐭")]
    [InlineData("\e[31mred", "␛[31mred")]
    [InlineData("\0\a\r", "␀␇␍")]
    [InlineData("a\u007Fb", "a␡b")]
    [InlineData("a\u0085b\u009Bm", "a⟨U+0085⟩b⟨U+009B⟩m")]
    [InlineData("ab\u202Ecd", "ab⟨U+202E⟩cd")]
    [InlineData("\u2066x\u2069", "⟨U+2066⟩x⟨U+2069⟩")]
    [InlineData("\u200F\u061C", "⟨U+200F⟩⟨U+061C⟩")]
    [InlineData("a\u200Bb\uFEFFc\u2060", "a⟨U+200B⟩b⟨U+FEFF⟩c⟨U+2060⟩")]
    [InlineData("a\u200Db", "a⟨U+200D⟩b")]
    [InlineData("👨\u200D👩", "👨\u200D👩")]
    [InlineData("❤\uFE0F\u200D🔥", "❤\uFE0F\u200D🔥")]
    [InlineData("👨\u200D", "👨⟨U+200D⟩")]
    [InlineData("a\u00ADb", "a⟨U+00AD⟩b")]
    [InlineData("a\u2028b\u2029", "a⟨U+2028⟩b⟨U+2029⟩")]
    [InlineData("\U000E0041", "⟨U+E0041⟩")]
    [InlineData("\u3164", "⟨U+3164⟩")]
    [InlineData("\tx", "    x")]
    [InlineData("e\u0301", "e\u0301")]
    public void Of_HostileText_ShowsItHarmless(string text, string shown) => Assert.Equal(shown, VisibleText.Of(text));

    [Fact]
    public void Of_LoneSurrogate_IsReplaced() => Assert.Equal("a\uFFFDb", VisibleText.Of("a" + (char)0xD83D + "b"));

    [Fact]
    public void Of_EveryRune_LeavesNoControl()
    {
        for (var value = 0; value <= 0x10FFFF; value++)
        {
            if (value is >= 0xD800 and <= 0xDFFF)
            {
                continue;
            }

            var shown = VisibleText.Of(char.ConvertFromUtf32(value));

            Assert.DoesNotContain(shown, unit => unit is < ' ' or (>= '\x7F' and <= '\x9F') or '\u2028' or '\u2029' or (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069'));
        }
    }
}
