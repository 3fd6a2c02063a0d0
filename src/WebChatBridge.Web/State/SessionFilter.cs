using System.Text;
using WebChatBridge.Protocol;

namespace WebChatBridge.Web.State;

/// <summary>
/// What was typed into the filter of the sessions: words that must all be found, <c>"two words"</c>, <c>-word</c> that must
/// not, and <c>name: remote: room: dialect: endpoint: reason:</c> before a word to look in one place only.
/// </summary>
public sealed class SessionFilter
{
    private readonly List<Term> _terms = [];

    private SessionFilter()
    {
    }

    /// <summary>Reads a filter. There is no wrong one: what is not an operator is a word.</summary>
    public static SessionFilter Parse(string text)
    {
        var filter = new SessionFilter();
        foreach (var word in Words(text))
        {
            var excludes = word is ['-', _, ..];
            var rest = excludes ? word[1..] : word;
            var colon = rest.IndexOf(':', StringComparison.Ordinal);
            var place = colon > 0 ? Place(rest[..colon]) : null;
            var sought = place is null ? rest : rest[(colon + 1)..];
            if (sought.Length > 0)
            {
                filter._terms.Add(new Term(place ?? Anywhere, sought, excludes));
            }
        }

        return filter;
    }

    /// <summary>Whether a session is to be shown.</summary>
    public bool Matches(SessionInfo session) =>
        _terms.TrueForAll(term => term.Place(session).Contains(term.Sought, StringComparison.OrdinalIgnoreCase) != term.Excludes);

    private static Func<SessionInfo, string>? Place(string name) => name switch
    {
        "name" => session => session.Name,
        "remote" => session => session.Remote ?? "",
        "room" => session => session.Room ?? "",
        "dialect" => session => session.Dialect,
        "endpoint" => session => session.Endpoint,
        "reason" => Reason,
        _ => null,
    };

    private static string Reason(SessionInfo session) =>
        session.Closed is { } closed ? $"{SessionWords.Of(closed.Code)}\n{closed.Sentence}" : "";

    private static string Anywhere(SessionInfo session) =>
        $"{session.Name}\n{session.Remote}\n{session.Room}\n{session.Dialect}\n{session.Endpoint}\n#{session.Id}\n{Reason(session)}";

    /// <summary>Splits at spaces that are not between quotes; the quotes are dropped, also in the middle of a word.</summary>
    private static IEnumerable<string> Words(string text)
    {
        var word = new StringBuilder();
        var quoted = false;
        foreach (var letter in text)
        {
            if (letter == '"')
            {
                quoted = !quoted;
            }
            else if (!char.IsWhiteSpace(letter) || quoted)
            {
                word.Append(letter);
            }
            else if (word.Length > 0)
            {
                yield return word.ToString();
                word.Clear();
            }
        }

        if (word.Length > 0)
        {
            yield return word.ToString();
        }
    }

    private sealed record Term(Func<SessionInfo, string> Place, string Sought, bool Excludes);
}
