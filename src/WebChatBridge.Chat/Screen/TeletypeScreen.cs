using System.Text;

namespace WebChatBridge.Chat;

/// <summary>
/// A terminal that is to get no escape sequence at all (NO_COLOR). The input is one row that scrolls sideways; carriage return
/// and blanks do the rest.
/// </summary>
internal sealed class TeletypeScreen(int columns) : IScreen
{
    private int columns = columns;
    private int drawn;

    public string Begin()
    {
        drawn = 0;
        return string.Empty;
    }

    public string Show(IReadOnlyList<string> above, PromptView view)
    {
        var output = new StringBuilder();
        Erase(output);
        foreach (var line in above)
        {
            output.Append(line).Append("\r\n");
        }

        var (before, after) = Window(view);
        drawn = CellWidth.Of(before) + CellWidth.Of(after);
        output.Append(before).Append(after);
        if (after.Length > 0)
        {
            output.Append('\r').Append(before);
        }

        return output.ToString();
    }

    public void Resize(int columns, int rows) => this.columns = columns;

    public string Clear()
    {
        drawn = 0;
        return "\r\n";
    }

    public string End()
    {
        var output = new StringBuilder();
        Erase(output);
        return output.ToString();
    }

    private void Erase(StringBuilder output)
    {
        // After the window became narrower, only what is left of the row can be erased.
        output.Append('\r').Append(' ', Math.Min(drawn, Math.Max(0, columns - 1))).Append('\r');
        drawn = 0;
    }

    /// <summary>The part of prompt and input around the cursor that fits, the last column left free.</summary>
    private (string Before, string After) Window(PromptView view)
    {
        var room = Math.Max(2, columns - 1);
        var before = InputLayout.Clusters(view.Prompt).Concat(InputLayout.Clusters(view.Text[..view.Cursor])).Select(InputLayout.Shown).ToList();
        var width = before.Sum(CellWidth.Of);
        var skipped = 0;
        while (width > room && skipped < before.Count)
        {
            width -= CellWidth.Of(before[skipped++]);
        }

        var after = new StringBuilder();
        foreach (var cluster in InputLayout.Clusters(view.Text[view.Cursor..]).Select(InputLayout.Shown))
        {
            width += CellWidth.Of(cluster);
            if (width > room)
            {
                break;
            }

            after.Append(cluster);
        }

        return (string.Concat(before.Skip(skipped)), after.ToString());
    }
}
