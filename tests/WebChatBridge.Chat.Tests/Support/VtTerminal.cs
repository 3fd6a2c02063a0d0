using System.Globalization;
using System.Text;

namespace WebChatBridge.Chat.Tests.Support;

/// <summary>
/// A terminal as far as our programs need one: text with widths, CR LF BS, cursor moves, erasing, wrapping with the pending
/// last column, scrolling, and reflow when the window changes. Throws at any sequence it does not know.
/// </summary>
internal sealed class VtTerminal(int columns, int rows)
{
    // Each row is cells; a wide character's second cell is empty text. Joined: the row goes on in the next by wrapping.
    private readonly List<Row> lines = [new()];
    private readonly StringBuilder escape = new();
    private int columns = columns;
    private int rows = rows;
    private bool wrapPending;
    private int top;

    public int CursorColumn { get; private set; }

    private int CursorLine { get; set; }

    public bool SawEscape { get; private set; }

    /// <summary>Everything, the scrollback too, without empty rows at the end.</summary>
    public IReadOnlyList<string> Lines => [.. lines.Select(row => row.ToString().TrimEnd()).Reverse().SkipWhile(line => line.Length == 0).Reverse()];

    /// <summary>The row the cursor is in, cut at it: what stands before the cursor.</summary>
    public string BeforeCursor => lines[CursorLine].ToString(CursorColumn);

    public string CursorRow => lines[CursorLine].ToString().TrimEnd();

    public void Feed(string output)
    {
        foreach (var rune in output.EnumerateRunes())
        {
            Take(rune);
        }
    }

    public void Resize(int newColumns, int newRows)
    {
        var before = lines.ToArray();
        var (line, column) = (CursorLine, CursorColumn);
        lines.Clear();
        columns = newColumns;
        rows = newRows;
        for (var index = 0; index < before.Length; index++)
        {
            if (index == 0 || !before[index - 1].Joined)
            {
                lines.Add(new Row());
            }

            var cells = before[index].Cells;
            var used = Math.Max(cells.Count, index == line ? column : 0);
            for (var cell = 0; cell <= used; cell++)
            {
                if (lines[^1].Cells.Count == columns && cell < used)
                {
                    lines[^1].Joined = true;
                    lines.Add(new Row());
                }

                if (index == line && cell == column)
                {
                    (CursorLine, CursorColumn) = (lines.Count - 1, Math.Min(lines[^1].Cells.Count, columns - 1));
                }

                if (cell < used)
                {
                    lines[^1].Cells.Add(cell < cells.Count ? cells[cell] : " ");
                }
            }
        }

        wrapPending = false;
        top = Math.Max(0, Math.Max(CursorLine + 1, lines.Count) - rows);
    }

    private void Take(Rune rune)
    {
        if (escape.Length > 0)
        {
            TakeEscape(rune);
            return;
        }

        switch (rune.Value)
        {
            case 0x1B:
                SawEscape = true;
                escape.Append('\e');
                break;
            case '\r':
                (CursorColumn, wrapPending) = (0, false);
                break;
            case '\n':
                LineFeed(joined: false);
                break;
            case '\b':
                (CursorColumn, wrapPending) = (Math.Max(0, CursorColumn - 1), false);
                break;
            case '\a':
                break;
            case < 0x20:
                throw new InvalidOperationException($"Control 0x{rune.Value:x2} reached the terminal.");
            default:
                Print(rune.ToString(), CellWidth.Of(rune));
                break;
        }
    }

    private void Print(string text, int width)
    {
        if (width == 0)
        {
            return;
        }

        if (wrapPending || CursorColumn + width > columns)
        {
            LineFeed(joined: true);
            CursorColumn = 0;
        }

        var cells = lines[CursorLine].Cells;
        while (cells.Count < CursorColumn + width)
        {
            cells.Add(" ");
        }

        cells[CursorColumn] = text;
        if (width == 2)
        {
            cells[CursorColumn + 1] = string.Empty;
        }

        CursorColumn += width;
        wrapPending = CursorColumn >= columns;
        CursorColumn = Math.Min(CursorColumn, columns - 1);
    }

    private void LineFeed(bool joined)
    {
        lines[CursorLine].Joined = joined;
        CursorLine++;
        wrapPending = false;
        if (CursorLine == lines.Count)
        {
            lines.Add(new Row());
        }

        top = Math.Max(top, CursorLine - rows + 1);
    }

    private void TakeEscape(Rune rune)
    {
        escape.Append(rune.ToString());
        if (escape.Length == 2 && rune.Value == '[')
        {
            return;
        }

        if (escape.Length > 2 && rune.Value is >= 0x20 and < 0x40)
        {
            return;
        }

        var sequence = escape.ToString(2, escape.Length - 3);
        escape.Clear();
        Do((char)rune.Value, sequence);
    }

    private void Do(char final, string parameters)
    {
        var count = int.TryParse(parameters, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? Math.Max(1, number) : 1;
        switch (final)
        {
            case 'A':
                CursorLine = Math.Max(top, CursorLine - count);
                wrapPending = false;
                break;
            case 'C':
                CursorColumn = Math.Min(columns - 1, CursorColumn + count);
                break;
            case 'H':
                (CursorLine, CursorColumn) = (top, 0);
                break;
            case 'J' when parameters == "2":
                lines.RemoveRange(top, lines.Count - top);
                lines.Add(new Row());
                CursorLine = top;
                break;
            case 'J':
                lines.RemoveRange(CursorLine + 1, lines.Count - CursorLine - 1);
                lines[CursorLine].Cut(CursorColumn);
                break;
            case 'K' when parameters is "" or "0":
                lines[CursorLine].Cut(CursorColumn);
                break;
            case 'm' or 'h' or 'l':
                break;
            default:
                throw new InvalidOperationException($"Unknown sequence ESC [ {parameters} {final}.");
        }
    }

    private sealed class Row
    {
        public List<string> Cells { get; } = [];

        public bool Joined { get; set; }

        public void Cut(int column)
        {
            Joined = false;
            if (Cells.Count > column)
            {
                Cells.RemoveRange(column, Cells.Count - column);
            }
        }

        public override string ToString() => string.Concat(Cells);

        public string ToString(int column) => string.Concat(Cells.Take(column)) + new string(' ', Math.Max(0, column - Cells.Count));
    }
}
