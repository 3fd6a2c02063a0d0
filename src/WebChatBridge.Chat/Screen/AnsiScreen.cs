using System.Text;

namespace WebChatBridge.Chat;

/// <summary>
/// A terminal that understands cursor movements. The input takes as many rows as it needs, at most the window; it is erased and
/// drawn again below what is printed. No alternate screen: scrollback and selection stay the terminal's.
/// </summary>
internal sealed class AnsiScreen(int columns, int rows) : IScreen
{
    private const string BracketedPasteOn = "\e[?2004h";
    private const string BracketedPasteOff = "\e[?2004l";
    private const string EraseBelow = "\e[J";

    private int columns = columns;
    private int rows = rows;

    // The widths of the rows the block has on the terminal, and the cursor in it.
    private int[] drawn = [];
    private int cursorRow;
    private int cursorColumn;

    public string Begin()
    {
        drawn = [];
        (cursorRow, cursorColumn) = (0, 0);
        return BracketedPasteOn;
    }

    public string Show(IReadOnlyList<string> above, PromptView view)
    {
        var output = new StringBuilder();
        ToBlockStart(output);
        output.Append(EraseBelow);
        foreach (var line in above)
        {
            output.Append(line).Append("\r\n");
        }

        Draw(output, InputLayout.Of(view, columns));
        return output.ToString();
    }

    public void Resize(int columns, int rows)
    {
        // Terminals reflow: a row longer than the new width now takes several.
        var width = Math.Max(1, columns);
        cursorRow = drawn.Take(cursorRow).Sum(cells => Math.Max(1, (cells + width - 1) / width)) + (cursorColumn / width);
        cursorColumn %= width;
        this.columns = columns;
        this.rows = rows;
    }

    public string Clear()
    {
        drawn = [];
        (cursorRow, cursorColumn) = (0, 0);
        return "\e[H\e[2J";
    }

    public string End()
    {
        var output = new StringBuilder();
        ToBlockStart(output);
        output.Append(EraseBelow).Append(BracketedPasteOff);
        drawn = [];
        (cursorRow, cursorColumn) = (0, 0);
        return output.ToString();
    }

    private void ToBlockStart(StringBuilder output)
    {
        output.Append('\r');
        Up(output, cursorRow);
    }

    private void Draw(StringBuilder output, InputLayout layout)
    {
        // More rows than the window has cannot be erased again: show those around the cursor.
        var room = Math.Max(1, rows - 1);
        var all = layout.Rows;
        var first = Math.Clamp(layout.CursorRow - room + 1, 0, Math.Max(0, all.Count - room));
        var shown = all.Skip(first).Take(room).ToArray();
        output.AppendJoin("\r\n", shown);
        (cursorRow, cursorColumn) = (layout.CursorRow - first, layout.CursorColumn);
        drawn = [.. shown.Select(CellWidth.Of)];
        Up(output, shown.Length - 1 - cursorRow);
        output.Append('\r');
        if (cursorColumn > 0)
        {
            output.Append("\e[").Append(cursorColumn).Append('C');
        }
    }

    private static void Up(StringBuilder output, int count)
    {
        if (count > 0)
        {
            output.Append("\e[").Append(count).Append('A');
        }
    }
}
