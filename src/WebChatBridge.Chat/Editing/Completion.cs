namespace WebChatBridge.Chat;

/// <summary>Tab: completes the word before the cursor among the candidates; again and again goes round. No beep.</summary>
internal sealed class Completion
{
    private readonly int start;
    private readonly string[] candidates;
    private int place;
    private int end;

    private Completion(int start, int end, string[] candidates, bool backward)
    {
        this.start = start;
        this.end = end;
        this.candidates = candidates;
        place = backward ? 0 : -1;
    }

    /// <summary>Null when nothing completes the word.</summary>
    /// <param name="buffer">The line.</param>
    /// <param name="vocabulary">What a word may be: <c>/commands</c> at the start of the line, <c>@names</c> anywhere.</param>
    /// <param name="backward">Whether the last candidate comes first.</param>
    public static Completion? Begin(EditBuffer buffer, IVocabulary vocabulary, bool backward)
    {
        var from = buffer.Cursor;
        while (from > 0 && !char.IsWhiteSpace(buffer.Text[from - 1]))
        {
            from--;
        }

        var word = buffer.Text[from..buffer.Cursor];
        var found = Candidates(buffer.Text, word, from, vocabulary).ToArray();
        return found.Length == 0 ? null : new Completion(from, buffer.Cursor, found, backward);
    }

    public void Next(EditBuffer buffer, bool backward)
    {
        place = (place + (backward ? candidates.Length - 1 : 1)) % candidates.Length;
        buffer.Replace(start, end, candidates[place]);
        end = buffer.Cursor;
    }

    private static IEnumerable<string> Candidates(string line, string word, int from, IVocabulary vocabulary)
    {
        if (from == 0 && word.StartsWith('/'))
        {
            return vocabulary.Commands.Where(command => command.StartsWith(word, StringComparison.OrdinalIgnoreCase)).Select(command => command + " ");
        }

        if (word.StartsWith('@'))
        {
            return Names(word[1..]).Select(name => "@" + name + " ");
        }

        var isName = line.StartsWith("/msg ", StringComparison.OrdinalIgnoreCase) && from == 5;
        return isName || (from == 0 && word.Length > 0) ? Names(word).Select(name => name + (isName ? " " : ": ")) : [];

        IEnumerable<string> Names(string prefix) => vocabulary.Names
            .Where(name => name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))
            .Order(StringComparer.OrdinalIgnoreCase);
    }
}
