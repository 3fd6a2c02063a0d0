namespace WebChatBridge.Protocol;

/// <summary>What a term means.</summary>
internal static class FilterTerms
{
    /// <summary>Reads a term; <paramref name="problem"/> is a sentence when it does not do what it seems to.</summary>
    public static FilterTerm Read(FilterReader.Token token, string text, TimeSpan patience, out string? problem)
    {
        var (field, value, test, because) = Meaning(token, patience);
        problem = because;
        return new FilterTerm { Field = field, Value = value, Text = text, Start = token.Start, Excludes = token.Excludes, Off = token.Off, Test = test };
    }

    private static (FilterField Field, string Value, FilterTest? Test, string? Problem) Meaning(FilterReader.Token token, TimeSpan patience) => token switch
    {
        { Phrase: { } pattern, Flags: { } flags } => Pattern(token.Body, pattern, flags, patience),
        { Phrase: { } phrase } => Word(phrase, token.Open),
        _ => FilterOperators.Split(token.Body) is var (field, written) ? Operator(field, written, token.Open)
            : (FilterField.Text, token.Body, new WordTest(token.Body), Stranger(token.Body)),
    };

    private static (FilterField, string, FilterTest?, string?) Word(string value, bool open) => value.Length == 0
        ? (FilterField.Text, value, null, "There is nothing between the quotes, so this is left out.")
        : (FilterField.Text, value, new WordTest(value), open ? "The closing quote is missing, so the phrase goes on to the end." : null);

    // A pattern that cannot be used is looked for as it is written, as browsers' tools do.
    private static (FilterField, string, FilterTest?, string?) Pattern(string body, string pattern, string flags, TimeSpan patience) =>
        PatternTest.Read(pattern, flags == "i", patience, out var why) is { } test
            ? (FilterField.Regex, pattern, test, null)
            : (FilterField.Text, body, new WordTest(body), $"{body} is no pattern that can be used ({why}), so it is looked for as it is written.");

    private static (FilterField, string, FilterTest?, string?) Operator(FilterField field, string written, bool open)
    {
        var values = FilterReader.Values(written);
        var (test, problem) = FilterOperators.Read(field, values);
        var sentence = problem is not null ? $"{problem}; this is left out until it can be read."
            : open ? "The closing quote is missing, so the value goes on to the end."
            : null;
        return (field, string.Join('|', values), test, sentence);
    }

    // form:tom would find nothing and not say why. http://… is an address, 12:03 a time.
    private static string? Stranger(string word)
    {
        var colon = word.IndexOf(':', StringComparison.Ordinal);
        return colon > 0 && colon + 1 < word.Length && word[colon + 1] != '/' && word.AsSpan(0, colon).IndexOfAnyExceptInRange('a', 'z') < 0
            ? $"{word[..colon]}: is no operator, so this is looked for as text. Operators are {FilterOperators.Names}."
            : null;
    }
}
