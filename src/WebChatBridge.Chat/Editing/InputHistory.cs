namespace WebChatBridge.Chat;

/// <summary>What was typed before. Up and down walk through the lines that begin as the unsent one does, which stays the newest entry.</summary>
internal sealed class InputHistory
{
    public const int MaxLines = 1000;

    private readonly List<string> lines = [];
    private int place;
    private string unsent = string.Empty;

    public InputHistory(IEnumerable<string> lines)
    {
        this.lines.AddRange(lines.TakeLast(MaxLines));
        place = this.lines.Count;
    }

    public IReadOnlyList<string> Lines => lines;

    /// <summary>Remembers a line; answers whether it is to be saved. Lines that start with a space are nobody's business.</summary>
    public bool Add(string line)
    {
        var keep = line.Length > 0 && line[0] != ' ' && (lines.Count == 0 || lines[^1] != line);
        if (keep)
        {
            lines.Add(line);
            if (lines.Count > MaxLines)
            {
                lines.RemoveAt(0);
            }
        }

        place = lines.Count;
        unsent = string.Empty;
        return keep;
    }

    /// <summary>The next older line; null when there is none.</summary>
    /// <param name="current">What stands in the input now.</param>
    public string? Older(string current)
    {
        if (place == lines.Count)
        {
            unsent = current;
        }

        var older = place == 0 ? -1 : lines.FindLastIndex(place - 1, place, line => line.StartsWith(unsent, StringComparison.Ordinal));
        if (older < 0)
        {
            return null;
        }

        place = older;
        return lines[older];
    }

    /// <summary>The next newer line, the unsent one at the end; null when that stands there already.</summary>
    public string? Newer()
    {
        if (place >= lines.Count)
        {
            return null;
        }

        var newer = lines.FindIndex(place + 1, line => line.StartsWith(unsent, StringComparison.Ordinal));
        place = newer < 0 ? lines.Count : newer;
        return newer < 0 ? unsent : lines[newer];
    }

    /// <summary>The line was edited: walking begins anew.</summary>
    public void Leave() => place = lines.Count;
}
