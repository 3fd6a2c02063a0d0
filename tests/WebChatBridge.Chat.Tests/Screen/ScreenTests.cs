using WebChatBridge.Chat.Tests.Support;

namespace WebChatBridge.Chat.Tests.Screen;

public sealed class ScreenTests
{
    [Theory]
    [InlineData("ansi")]
    [InlineData("teletype")]
    public void Show_HundredLinesWhileTyping_InputStaysIntact(string kind)
    {
        var (screen, terminal) = New(kind, 40, 10);
        terminal.Feed(screen.Show([], View("are you the")));

        for (var line = 1; line <= 100; line++)
        {
            terminal.Feed(screen.Show([$"line {line}"], View("are you the")));
        }

        Assert.Equal("tom@lobby> are you the", terminal.BeforeCursor);
        Assert.Equal([.. Enumerable.Range(1, 100).Select(line => $"line {line}"), "tom@lobby> are you the"], terminal.Lines);
    }

    [Theory]
    [InlineData("ansi")]
    [InlineData("teletype")]
    public void Show_LongIncomingLines_ErasesOnlyTheInput(string kind)
    {
        var (screen, terminal) = New(kind, 20, 10);
        terminal.Feed(screen.Show([], View("draft")));

        terminal.Feed(screen.Show([new string('x', 20), new string('y', 45)], View("draft")));

        Assert.Equal([new string('x', 20), new string('y', 20), new string('y', 20), "yyyyy", "tom@lobby> draft"], terminal.Lines);
    }

    [Theory]
    [InlineData(0, 0, 11)]
    [InlineData(8, 0, 19)]
    [InlineData(9, 1, 0)]
    [InlineData(29, 2, 0)]
    [InlineData(34, 2, 5)]
    public void AnsiShow_InputOfSeveralRows_CursorIsWhereItBelongs(int cursor, int row, int column)
    {
        var (screen, terminal) = New("ansi", 20, 10);
        var text = "abcdefghijklmnopqrstuvwxyz01234567";

        terminal.Feed(screen.Show(["above"], new PromptView("tom@lobby> ", text, cursor)));
        terminal.Feed(screen.Show(["again"], new PromptView("tom@lobby> ", text, cursor)));

        string[] drawn = ["tom@lobby> abcdefghi", "jklmnopqrstuvwxyz012", "34567"];
        Assert.Equal(["above", "again", .. drawn], terminal.Lines);
        Assert.Equal(drawn[row], terminal.CursorRow);
        Assert.Equal(column, terminal.CursorColumn);
    }

    [Fact]
    public void AnsiShow_WideCharacterAtTheEdge_GoesToTheNextRow()
    {
        var (screen, terminal) = New("ansi", 12, 10);

        terminal.Feed(screen.Show([], new PromptView("> ", "123456789漢字", 11)));
        terminal.Feed(screen.Show(["x"], new PromptView("> ", "123456789漢字", 10)));

        Assert.Equal(["x", "> 123456789", "漢字"], terminal.Lines);
        Assert.Equal(2, terminal.CursorColumn);
    }

    [Theory]
    [InlineData(40, 20)]
    [InlineData(40, 13)]
    [InlineData(40, 80)]
    [InlineData(22, 7)]
    public void AnsiResize_MidWay_LeavesOneInputAndAllLines(int before, int after)
    {
        var (screen, terminal) = New("ansi", before, 30);
        const string text = "the quick brown fox jumps over the lazy dog";
        terminal.Feed(screen.Show(["one", "two"], new PromptView("> ", text, 30)));

        terminal.Resize(after, 30);
        screen.Resize(after, 30);
        terminal.Feed(screen.Show(["three"], new PromptView("> ", text, 30)));

        Assert.Equal(["one", "two", "three"], terminal.Lines.Take(3));
        Assert.Equal("> " + text, string.Concat(terminal.Lines.Skip(3).Select(line => line.Length == after ? line : line + (line.Length == after - 1 ? " " : string.Empty))).TrimEnd());
        Assert.Equal((30 + 2) % after, terminal.CursorColumn);
    }

    [Fact]
    public void AnsiShow_InputHigherThanTheWindow_ShowsTheRowsAroundTheCursor()
    {
        var (screen, terminal) = New("ansi", 10, 4);
        var text = string.Concat(Enumerable.Range(0, 100).Select(number => (char)('a' + (number % 26))));

        terminal.Feed(screen.Show(["above"], new PromptView("> ", text, 100)));
        terminal.Feed(screen.Show(["again"], new PromptView("> ", text, 0)));
        terminal.Feed(screen.Show(["third"], new PromptView("> ", string.Empty, 0)));

        Assert.Equal(["above", "again", "third", ">"], terminal.Lines);
    }

    [Theory]
    [InlineData("ansi")]
    [InlineData("teletype")]
    [InlineData("plain")]
    public void End_AfterTyping_NextOutputStartsInColumnZero(string kind)
    {
        var (screen, terminal) = New(kind, 40, 10);
        terminal.Feed(screen.Begin() + screen.Show(["hello"], View("draft")));

        terminal.Feed(screen.End());

        Assert.Equal(0, terminal.CursorColumn);
        Assert.Equal(kind == "ansi", terminal.SawEscape);
    }

    [Fact]
    public void TeletypeShow_LongInput_ScrollsSideways()
    {
        var (screen, terminal) = New("teletype", 20, 5);

        terminal.Feed(screen.Show([], View("abcdefghijklmnopqrstuvwxyz")));
        Assert.Equal("hijklmnopqrstuvwxyz", terminal.BeforeCursor);

        terminal.Feed(screen.Show([], new PromptView("tom@lobby> ", "abcdefghijklmnopqrstuvwxyz", 2)));
        Assert.Equal("tom@lobby> ab", terminal.BeforeCursor);
        Assert.Equal("tom@lobby> abcdefgh", terminal.CursorRow);
        Assert.Single(terminal.Lines);
    }

    [Fact]
    public void PlainShow_WhileTyping_HoldsUntilEnter()
    {
        var (screen, terminal) = New("plain", 60, 10);
        terminal.Feed(screen.Show(["hello"], View(string.Empty)));
        terminal.Feed(screen.Show([], View("dra")));
        terminal.Feed(screen.Show(["held"], View("draf")));
        terminal.Feed(screen.Show([], View("drag")));
        Assert.Equal(["hello", "tom@lobby> draf", "tom@lobby> drag"], terminal.Lines);

        terminal.Feed(screen.Show([], View("dra")));
        terminal.Feed(screen.Show([], View(string.Empty)));

        Assert.Equal(["hello", "tom@lobby> draf", "tom@lobby> dra", "held", "tom@lobby>"], terminal.Lines);
        Assert.False(terminal.SawEscape);
    }

    [Fact]
    public void PlainShow_CountingPrompt_IsSaidOnce()
    {
        var (screen, terminal) = New("plain", 60, 10);

        foreach (var prompt in (string[])["tom@lobby> ", "tom (reconnecting 2s)> ", "tom (reconnecting 1s)> ", "tom (connecting)> ", "tom@lobby> "])
        {
            terminal.Feed(screen.Show([], new PromptView(prompt, string.Empty, 0)));
        }

        Assert.Equal(["tom@lobby>", "tom (reconnecting 2s)>", "tom@lobby>"], terminal.Lines);
    }

    private static (IScreen Screen, VtTerminal Terminal) New(string kind, int columns, int rows) => (
        kind switch
        {
            "ansi" => new AnsiScreen(columns, rows),
            "teletype" => new TeletypeScreen(columns),
            _ => new PlainScreen(),
        },
        new VtTerminal(columns, rows));

    private static PromptView View(string text) => new("tom@lobby> ", text, text.Length);
}
