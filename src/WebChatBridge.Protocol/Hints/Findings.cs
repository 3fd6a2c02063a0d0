namespace WebChatBridge.Protocol;

/// <summary>What one rule found. Of many places like each other a reader needs a few, and their number.</summary>
internal sealed class Findings(long session, string code)
{
    /// <summary>Most places kept of one rule.</summary>
    public const int MaxPlaces = 8;

    private readonly List<Hint> hints = new(MaxPlaces);
    private int more;

    /// <summary>Whether another place is wanted; if not, it is counted. Asked before a sentence is made.</summary>
    public bool Wants()
    {
        if (hints.Count < MaxPlaces)
        {
            return true;
        }

        more++;
        return false;
    }

    /// <summary>Keeps a place.</summary>
    public void Add(HintSeverity severity, Direction direction, long start, long end, Advice advice) =>
        hints.Add(new Hint(code, severity, session, direction, start, end, advice.Sentence, advice.Why, advice.Fix));

    /// <summary>What was kept; the oldest place says how many more there were.</summary>
    public IEnumerable<Hint> Hints()
    {
        if (more > 0)
        {
            hints[^1] = hints[^1] with { Sentence = $"{hints[^1].Sentence} And {Words.Count(more, "earlier place")} like this." };
        }

        return hints;
    }
}
