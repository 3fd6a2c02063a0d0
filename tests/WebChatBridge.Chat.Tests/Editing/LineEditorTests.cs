using System.Text;

namespace WebChatBridge.Chat.Tests.Editing;

public sealed class LineEditorTests
{
    private readonly InputHistory history = new(["first", "are you there", "second", "are we done"]);
    private readonly LineEditor editor;
    private readonly KeyReader keys = new();
    private readonly List<EditOutcome> outcomes = [];

    public LineEditorTests() => editor = new LineEditor(history, new Vocabulary());

    // The cursor is written as |.
    [Theory]
    [InlineData("hello", "hello|")]
    [InlineData("hello\x01>", ">|hello")]
    [InlineData("hello\x01\x05!", "hello!|")]
    [InlineData("hello\e[D\e[D\x7F", "he|lo")]
    [InlineData("hello\x01\e[3~", "|ello")]
    [InlineData("hello\x01\x04", "|ello")]
    [InlineData("one two\eb\eb\ef", "one| two")]
    [InlineData("one two\x17", "one |")]
    [InlineData("one two\x17\x17\x19\x19", "one one |")]
    [InlineData("one two\eb\x0B\x01\x19", "two|one ")]
    [InlineData("one two\eb\x15", "|two")]
    [InlineData("one two\x01\ed", "| two")]
    [InlineData("e\u0301x\x7F\x7F", "|")]
    [InlineData("👨‍👩‍👧\x7F", "|")]
    [InlineData("a🐭b\e[D\e[D\e[D!", "!|a🐭b")]
    [InlineData("漢字\e[D\x7F", "|字")]
    [InlineData("abc\x03", "|")]
    [InlineData("\e[A", "are we done|")]
    [InlineData("\e[A\e[A\e[A\e[A\e[A\e[A", "first|")]
    [InlineData("are\e[A\e[A", "are you there|")]
    [InlineData("are\e[A\e[A\e[B", "are we done|")]
    [InlineData("are\e[A\e[A\e[B\e[B\e[B", "are|")]
    [InlineData("nothing\e[A", "nothing|")]
    [InlineData("\x12you\r", "|")]
    [InlineData("\x12" + "are\x12\e[D", "are you ther|e")]
    [InlineData("draft\x12zzz\x07", "draft|")]
    [InlineData("/wh\t", "/who |")]
    [InlineData("/h\t\t\t\t", "/help |")]
    [InlineData("/h\t\t", "/history |")]
    [InlineData("hi @a\t", "hi @amber-otter |")]
    [InlineData("hi @\e[Z", "hi @jerry |")]
    [InlineData("je\t", "jerry: |")]
    [InlineData("/msg J\t", "/msg jerry |")]
    [InlineData("zz\t", "zz|")]
    [InlineData("\e[200~one line\n\e[201~", "one line|")]
    [InlineData("\e[200~a\nb\nc\e[201~", "a\nb\nc|")]
    [InlineData("\e[200~a\nb\nc\nd\e[201~n", "|")]
    [InlineData("\e[200~a\nb\nc\nd\e[201~e", "a\nb\nc\nd|")]
    public void Press_Keys_LeaveTextAndCursor(string typed, string expected)
    {
        Type(typed);

        Assert.Equal(expected, editor.Text.Insert(editor.Cursor, "|"));
    }

    [Fact]
    public void Enter_Text_SubmitsAndEmpties()
    {
        Type("hello\r");

        Assert.Equal(["hello"], Assert.IsType<EditOutcome.Submitted>(outcomes[^1]).Lines);
        Assert.Empty(editor.Text);
    }

    [Theory]
    [InlineData("\r")]
    [InlineData("   \r")]
    public void Enter_Nothing_SubmitsNothing(string typed)
    {
        Type(typed);

        Assert.Empty(Assert.IsType<EditOutcome.Submitted>(outcomes[^1]).Lines);
    }

    [Fact]
    public void Paste_FourLines_AsksAndSendsOnYes()
    {
        Type("\e[200~a\nb\n\nc\nd\e[201~");
        Assert.Equal("send 4 lines? [y/N/e] ", editor.Question);

        Type("y");

        Assert.Null(editor.Question);
        Assert.Equal(["a", "b", "c", "d"], Assert.IsType<EditOutcome.Submitted>(outcomes[^1]).Lines);
    }

    [Fact]
    public void Search_Found_EnterSendsIt()
    {
        Type("\x12you");
        Assert.Equal("(search) 'you': ", editor.Question);
        Assert.Equal("are you there", editor.Text);

        Type("\r");

        Assert.Equal(["are you there"], Assert.IsType<EditOutcome.Submitted>(outcomes[^1]).Lines);
    }

    [Fact]
    public void Controls_EmptyLine_SayWhatTheyAre()
    {
        Type("\x03\x04\x1A\x0C");

        Assert.Collection(
            outcomes,
            one => Assert.IsType<EditOutcome.Interrupted>(one),
            two => Assert.IsType<EditOutcome.EndOfInput>(two),
            three => Assert.IsType<EditOutcome.Suspended>(three),
            four => Assert.IsType<EditOutcome.Redraw>(four));
    }

    [Fact]
    public void Restore_SomethingTyped_KeepsThat()
    {
        Type("new");

        editor.Restore("old");

        Assert.Equal("new", editor.Text);
    }

    [Theory]
    [InlineData("secret", true)]
    [InlineData(" secret", false)]
    [InlineData("are we done", false)]
    public void History_Add_KeepsWhatIsToBeSaved(string line, bool kept)
    {
        Assert.Equal(kept, history.Add(line));
        Assert.Equal(kept ? 5 : 4, history.Lines.Count);
    }

    private void Type(string typed)
    {
        foreach (var key in keys.Take(Encoding.UTF8.GetBytes(typed)))
        {
            outcomes.Add(editor.Press(key));
        }
    }

    private sealed class Vocabulary : IVocabulary
    {
        public IEnumerable<string> Commands => SlashCommand.Names;

        public IEnumerable<string> Names => ["jerry", "amber-otter"];
    }
}
