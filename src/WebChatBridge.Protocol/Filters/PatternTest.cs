using System.Text;
using System.Text.RegularExpressions;

namespace WebChatBridge.Protocol;

/// <summary>
/// A regular expression in the row's texts. It runs on somebody else's server, so it has no backtracking, a bounded automaton
/// and a time limit; a pattern that needs longer on one row is given up for good.
/// </summary>
internal sealed class PatternTest(Regex regex) : FilterTest
{
    /// <summary>Longest pattern, in UTF-16 units.</summary>
    public const int MaxLength = 256;

    private volatile bool givenUp;

    /// <summary>Whether it took too long.</summary>
    public bool GivenUp => givenUp;

    /// <summary>Reads a pattern; null with the reason when it cannot be used.</summary>
    public static PatternTest? Read(string pattern, bool ignoreCase, TimeSpan patience, out string problem)
    {
        problem = "";
        if (pattern.Length > MaxLength)
        {
            problem = $"it has {pattern.Length} characters; the limit is {MaxLength}";
            return null;
        }

        try
        {
            var options = RegexOptions.NonBacktracking | RegexOptions.CultureInvariant | RegexOptions.Multiline;
            return new PatternTest(new Regex(pattern, ignoreCase ? options | RegexOptions.IgnoreCase : options, patience));
        }
        catch (RegexParseException error)
        {
            problem = Lower(Reason(error));
        }
        catch (NotSupportedException)
        {
            problem = "look-arounds, back references, atomic groups and very large counts cannot be used";
        }

        return null;
    }

    public override bool Finds(IFilterable row) =>
        Finds(row.Text) || (row.Sentence is { } sentence && Finds(sentence)) || (row.Note is { } note && Finds(note)) || Finds(row.Name);

    public override IEnumerable<FilterSpan> InText(string text)
    {
        var spans = new List<FilterSpan>();
        try
        {
            foreach (var match in regex.EnumerateMatches(text))
            {
                spans.Add(new FilterSpan(match.Index, match.Length));
            }
        }
        catch (RegexMatchTimeoutException)
        {
            givenUp = true;
        }

        return spans.Where(static span => span.Length > 0);
    }

    public override IEnumerable<FilterSpan> InBytes(ReadOnlyMemory<byte> bytes) => ByteSpans.OfText(bytes, InText);

    private bool Finds(string text)
    {
        if (givenUp)
        {
            return false;
        }

        try
        {
            return regex.IsMatch(text);
        }
        catch (RegexMatchTimeoutException)
        {
            givenUp = true;
            return false;
        }
    }

    // "Invalid pattern '(a' at offset 2. Not enough )'s." The pattern is seen already, and the place is counted from it.
    private static string Reason(RegexParseException error)
    {
        var after = $"at offset {error.Offset}. ";
        var at = error.Message.IndexOf(after, StringComparison.Ordinal);
        return at < 0 ? error.Message.TrimEnd('.') : error.Message[(at + after.Length)..].TrimEnd('.');
    }

    private static string Lower(string sentence) => sentence.Length == 0 ? sentence : char.ToLowerInvariant(sentence[0]) + sentence[1..];
}
