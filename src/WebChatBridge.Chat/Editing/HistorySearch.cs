namespace WebChatBridge.Chat;

/// <summary>Ctrl-R: looks back for a line that contains what is typed.</summary>
internal sealed class HistorySearch(IReadOnlyList<string> lines)
{
    private int place = lines.Count;

    public string Query { get; private set; } = string.Empty;

    public string? Match { get; private set; }

    public string Prompt => $"(search{(Match is null && Query.Length > 0 ? ", nothing found" : string.Empty)}) '{Query}': ";

    public void Type(string text)
    {
        Query += text;
        place = Math.Min(place + 1, lines.Count);
        Older();
    }

    public void Erase()
    {
        Query = Query.Length > 0 ? Query[..^1] : Query;
        place = lines.Count;
        Match = null;
        Older();
    }

    /// <summary>The next older match; the present one stays when there is none.</summary>
    public void Older()
    {
        if (Query.Length == 0 || place == 0)
        {
            return;
        }

        var found = -1;
        for (var line = place - 1; line >= 0 && found < 0; line--)
        {
            found = lines[line].Contains(Query, StringComparison.OrdinalIgnoreCase) ? line : -1;
        }

        if (found >= 0)
        {
            place = found;
            Match = lines[found];
        }
        else if (Match?.Contains(Query, StringComparison.OrdinalIgnoreCase) == false)
        {
            Match = null;
        }
    }
}
