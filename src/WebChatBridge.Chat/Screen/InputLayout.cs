using System.Globalization;
using System.Text;

namespace WebChatBridge.Chat;

/// <summary>The input block cut into rows of a width, and where its cursor is. Pure.</summary>
internal sealed class InputLayout
{
    private readonly List<StringBuilder> rows = [new()];
    private readonly int columns;
    private int column;

    private InputLayout(int columns) => this.columns = columns;

    public IReadOnlyList<string> Rows => [.. rows.Select(row => row.ToString())];

    public int CursorRow { get; private set; }

    public int CursorColumn { get; private set; }

    public static InputLayout Of(PromptView view, int columns)
    {
        var layout = new InputLayout(Math.Max(2, columns));
        layout.Put(view.Prompt);
        var place = 0;
        foreach (var cluster in Clusters(view.Text))
        {
            if (place <= view.Cursor && view.Cursor < place + cluster.Length)
            {
                layout.MarkCursor(CellWidth.Of(Shown(cluster)));
            }

            layout.Put(Shown(cluster));
            place += cluster.Length;
        }

        if (view.Cursor >= place)
        {
            layout.MarkCursor(1);
        }

        return layout;
    }

    /// <summary>A line break inside the input is a sign, not a row: the block's rows are made by its width alone.</summary>
    public static string Shown(string cluster) => cluster is "\n" ? "⏎" : VisibleText.Of(cluster);

    public static IEnumerable<string> Clusters(string text)
    {
        var clusters = StringInfo.GetTextElementEnumerator(text);
        while (clusters.MoveNext())
        {
            yield return clusters.GetTextElement();
        }
    }

    private void Put(string text)
    {
        foreach (var rune in text.EnumerateRunes())
        {
            var width = CellWidth.Of(rune);
            WrapFor(width);
            rows[^1].Append(rune.ToString());
            column += width;
        }
    }

    private void MarkCursor(int width)
    {
        WrapFor(width);
        CursorRow = rows.Count - 1;
        CursorColumn = column;
    }

    private void WrapFor(int width)
    {
        if (width > 0 && column + Math.Min(width, columns) > columns)
        {
            rows.Add(new StringBuilder());
            column = 0;
        }
    }
}
