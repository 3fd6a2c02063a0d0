namespace WebChatBridge.Protocol;

/// <summary>
/// A filter over traffic, as a person types it: terms that must all hold. There is no wrong one: what cannot be read says so
/// and stays out of the way. Immutable. docs/filter.md.
/// </summary>
public sealed class Filter
{
    /// <summary>Longest text, in UTF-16 units; what is over it is not read.</summary>
    public const int MaxLength = 2_000;

    /// <summary>How long a pattern may look at one row unless something else is said.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(250);

    private readonly FilterTerm[] active;

    private Filter(string text, IReadOnlyList<FilterTerm> terms, IReadOnlyList<FilterProblem> problems)
    {
        (Text, Terms, Problems) = (text, terms, problems);
        active = [.. terms.Where(static term => term.Active)];
    }

    /// <summary>The filter that everything passes.</summary>
    public static Filter None { get; } = new("", [], []);

    /// <summary>As it was typed.</summary>
    public string Text { get; }

    /// <summary>Its terms in order, those that are switched off or cannot be read among them.</summary>
    public IReadOnlyList<FilterTerm> Terms { get; }

    /// <summary>What in it does not do what it seems to, in order.</summary>
    public IReadOnlyList<FilterProblem> Problems { get; }

    /// <summary>Whether everything passes, since no term takes part.</summary>
    public bool IsEmpty => active.Length == 0;

    /// <summary>A pattern that took too long on one row and was given up, so that the filter says no to everything; null when there is none.</summary>
    public FilterTerm? GivenUp => Array.Find(active, static term => term.Test is PatternTest { GivenUp: true });

    /// <summary>Reads a filter. Never throws.</summary>
    /// <param name="text">As it was typed.</param>
    /// <param name="patience">How long a pattern may look at one row before it is given up; null for <see cref="Patience"/>.</param>
    public static Filter Parse(string? text, TimeSpan? patience = null)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return text is null or "" ? None : new Filter(text, [], []);
        }

        var terms = new List<FilterTerm>();
        var problems = new List<FilterProblem>();
        if (text.Length > MaxLength)
        {
            problems.Add(new FilterProblem(MaxLength, text.Length - MaxLength, $"A filter has at most {MaxLength:N0} characters; the rest is not read."));
        }

        var reader = new FilterReader(text.Length > MaxLength ? text[..MaxLength] : text);
        while (reader.TryRead(out var token))
        {
            terms.Add(FilterTerms.Read(token, text[token.Start..token.End], patience ?? Patience, out var problem));
            if (problem is not null)
            {
                problems.Add(new FilterProblem(token.Start, token.End - token.Start, problem));
            }
        }

        return new Filter(text, terms, [.. problems.OrderBy(static problem => problem.Start)]);
    }

    /// <summary>Whether a row passes: every term that finds something holds, and none that excludes finds anything.</summary>
    public bool Matches(IFilterable row)
    {
        ArgumentNullException.ThrowIfNull(row);
        foreach (var term in active)
        {
            if (term.Test!.Finds(row) == term.Excludes || term.Test is PatternTest { GivenUp: true })
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>What to underline in a text of a row that passes, in order and without overlaps; what terms exclude is not.</summary>
    public IReadOnlyList<FilterSpan> InText(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Join(Including().SelectMany(term => term.Test!.InText(text)));
    }

    /// <summary>The same in its bytes, where <c>hex:</c> and <c>has:</c> find something too.</summary>
    public IReadOnlyList<FilterSpan> InBytes(ReadOnlyMemory<byte> bytes) => Join(Including().SelectMany(term => term.Test!.InBytes(bytes)));

    /// <summary>The filter's text without a term of it.</summary>
    public string Without(FilterTerm term) => FilterEdits.Cut(Text, term);

    /// <summary>The filter's text with a term of it switched off, or on again.</summary>
    public string Toggled(FilterTerm term) => FilterEdits.Toggle(Text, term);

    /// <summary>The filter's text with one more term, spelled by <see cref="Spell"/>; unchanged when it is there, switched on when it was off.</summary>
    public string With(string term) => FilterEdits.Add(this, term);

    /// <summary>
    /// Spells a term so that it is read back as it is meant, with quotes where it needs them: <c>from:"amber otter"</c>.
    /// </summary>
    /// <param name="field">What it looks at. For <see cref="FilterField.Len"/> the value begins with the comparison.</param>
    /// <param name="value">What it looks for, exactly.</param>
    /// <param name="excludes">Whether it leaves out what it finds.</param>
    public static string Spell(FilterField field, string value, bool excludes = false) => FilterEdits.Spell(field, value, excludes);

    private IEnumerable<FilterTerm> Including() => active.Where(static term => !term.Excludes);

    private static List<FilterSpan> Join(IEnumerable<FilterSpan> spans)
    {
        var joined = new List<FilterSpan>();
        foreach (var span in spans.OrderBy(static span => span.Start))
        {
            if (joined is [.., var last] && span.Start <= last.End)
            {
                joined[^1] = last with { Length = Math.Max(last.End, span.End) - last.Start };
            }
            else
            {
                joined.Add(span);
            }
        }

        return joined;
    }
}
