using System.Text;
using System.Text.Json;

namespace WebChatBridge.Web.State;

/// <summary>What the Sessions page shows, as it stands in its URL.</summary>
/// <param name="Closed">The ended sessions instead of the open ones.</param>
/// <param name="Filter">What was typed into the filter.</param>
/// <param name="Sort">The column that orders; null for the order of arrival (of leaving, where they are closed).</param>
/// <param name="Descending">Greatest first.</param>
/// <param name="Selected">The session whose details are shown; null for none.</param>
public sealed record SessionQuery(
    bool Closed = false, string Filter = "", SessionColumn? Sort = null, bool Descending = false, long? Selected = null)
{
    /// <summary>Reads the parameters of the URL; what makes no sense counts as not said.</summary>
    public static SessionQuery Parse(string? state, string? filter, string? sort, long? selected)
    {
        var descending = sort is ['-', ..];
        var known = Enum.TryParse<SessionColumn>(descending ? sort![1..] : sort, ignoreCase: true, out var column) && Enum.IsDefined(column);
        return new SessionQuery(state == "closed", filter ?? "", known ? column : null, known && descending, selected);
    }

    /// <summary>The page's address for a query, without what goes without saying.</summary>
    public static string Url(SessionQuery query)
    {
        var url = new StringBuilder("/sessions");
        Add("state", query.Closed ? "closed" : null);
        Add("q", query.Filter.Length == 0 ? null : query.Filter);
        Add("sort", query.Sort is { } sort ? (query.Descending ? "-" : "") + JsonNamingPolicy.CamelCase.ConvertName(sort.ToString()) : null);
        Add("sel", query.Selected?.ToString());
        return url.ToString();

        void Add(string name, string? value)
        {
            if (value is not null)
            {
                url.Append(url.Length == "/sessions".Length ? '?' : '&').Append(name).Append('=').Append(Uri.EscapeDataString(value));
            }
        }
    }

    /// <summary>The same with another order: a column's first click orders by it, the second turns it round, the third ends it.</summary>
    public SessionQuery By(SessionColumn column) => this switch
    {
        { Sort: { } sort, Descending: false } when sort == column => this with { Descending = true },
        { Sort: { } sort, Descending: true } when sort == column => this with { Sort = null, Descending = false },
        _ => this with { Sort = column, Descending = false },
    };
}
