using System.Text;

namespace WebChatBridge.Chat.Tests.Editing;

public sealed class KeyReaderTests
{
    [Theory]
    [InlineData("\r", "Enter")]
    [InlineData("\n", "Enter")]
    [InlineData("\t", "Complete")]
    [InlineData("\e[Z", "CompleteBack")]
    [InlineData("\x7F", "Backspace")]
    [InlineData("\b", "Backspace")]
    [InlineData("\x01", "Home")]
    [InlineData("\x05", "End")]
    [InlineData("\x0B", "KillToEnd")]
    [InlineData("\x15", "KillToStart")]
    [InlineData("\x17", "KillWordLeft")]
    [InlineData("\x19", "Yank")]
    [InlineData("\x12", "Search")]
    [InlineData("\x0C", "Redraw")]
    [InlineData("\x03", "Interrupt")]
    [InlineData("\x04", "EndOfInput")]
    [InlineData("\x1A", "Suspend")]
    [InlineData("\eb", "WordLeft")]
    [InlineData("\ef", "WordRight")]
    [InlineData("\e[A", "Up")]
    [InlineData("\eOA", "Up")]
    [InlineData("\e[3~", "Delete")]
    [InlineData("\e[1;5C", "WordRight")]
    [InlineData("\e[H", "Home")]
    [InlineData("\e[4~", "End")]
    [InlineData("abc", "Text:abc")]
    [InlineData("é漢🐭", "Text:é漢🐭")]
    [InlineData("a\rb", "Text:a Enter Text:b")]
    [InlineData("\e[200~one\r\ntwo\e[201~x", "Paste:one\ntwo Text:x")]
    [InlineData("\e[99;1u\e[5~a", "Text:a")]
    public void Take_Bytes_NamesTheKeys(string typed, string expected)
    {
        var keys = new KeyReader().Take(Encoding.UTF8.GetBytes(typed));

        Assert.Equal(expected, Names(keys));
    }

    [Fact]
    public void Take_AnySplit_SameKeys()
    {
        var bytes = Encoding.UTF8.GetBytes("aé🐭\e[A\e[1;5D\r\e[200~x\ny\e[201~\x03");
        var whole = Names(Joined(new KeyReader().Take(bytes)));

        for (var split = 1; split < bytes.Length; split++)
        {
            var reader = new KeyReader();
            Key[] keys = [.. reader.Take(bytes.AsSpan(0, split)), .. reader.Take(bytes.AsSpan(split))];

            Assert.Equal(whole, Names(Joined(keys)));
        }
    }

    [Fact]
    public void Flush_LoneEscape_Cancels()
    {
        var reader = new KeyReader();

        Assert.Empty(reader.Take("\e"u8));
        Assert.True(reader.IsUndecided);

        Assert.Equal("Cancel", Names(reader.Flush()));
        Assert.False(reader.IsUndecided);
    }

    [Fact]
    public void Take_InvalidUtf8_BecomesReplacementAndGoesOn()
    {
        var reader = new KeyReader();
        Key[] keys = [.. reader.Take([0xFF, 0x61, 0x0D])];

        Assert.Equal("Text:\uFFFDa Enter", Names(keys));
    }

    private static string Names(IEnumerable<Key> keys) =>
        string.Join(' ', keys.Select(key => key.Text.Length > 0 ? $"{key.Code}:{key.Text}" : key.Code.ToString()));

    /// <summary>Text that came in pieces is the same text.</summary>
    private static List<Key> Joined(IEnumerable<Key> keys)
    {
        var joined = new List<Key>();
        foreach (var key in keys)
        {
            if (key.Code == KeyCode.Text && joined.Count > 0 && joined[^1].Code == KeyCode.Text)
            {
                joined[^1] = new Key(KeyCode.Text, joined[^1].Text + key.Text);
            }
            else
            {
                joined.Add(key);
            }
        }

        return joined;
    }
}
