using WebChatBridge.Client;
using WebChatBridge.Protocol;

namespace WebChatBridge.Web.State;

/// <summary>Why nothing is shown: what each part of the question leaves out.</summary>
public sealed class NearMisses
{
    private const int Most = 6;

    private (string Url, long Newest)? _asked;
    private bool _asking;

    /// <summary>Rows that are kept, whether they match or not.</summary>
    public long Kept { get; private set; }

    /// <summary>What could be left out to see something, the best first.</summary>
    public IReadOnlyList<NearMiss> Found { get; private set; } = [];

    /// <summary>Asks, unless nothing has come since it asked the same. True when there is something new to be said.</summary>
    public async Task<bool> LookAsync(ConsoleState console, TrafficAddress address, long newest, CancellationToken cancellationToken)
    {
        var now = ((address with { At = null, Bytes = null }).Url, newest);
        if (_asking || _asked == now)
        {
            return false;
        }

        _asking = true;
        try
        {
            var all = await AskAsync(console, new TrafficAddress { Lens = address.Lens }, cancellationToken);
            var found = new List<NearMiss>();
            foreach (var (label, without) in Wider(address).Take(Most))
            {
                var page = await AskAsync(console, without, cancellationToken);
                if (page.Matched > 0)
                {
                    found.Add(new NearMiss(label, without, page.Matched));
                }
            }

            (Kept, Found, _asked) = (all.Matched, [.. found.OrderByDescending(miss => miss.Matching)], now);
            return true;
        }
        catch (RelayUnreachableException)
        {
            return false; // the stream says so already
        }
        finally
        {
            _asking = false;
        }
    }

    private static IEnumerable<(string Label, TrafficAddress Without)> Wider(TrafficAddress address)
    {
        var filter = Filter.Parse(address.Highlight ? "" : address.Filter);
        foreach (var term in filter.Terms.Where(term => term.Active))
        {
            yield return (term.Text, address with { Filter = filter.Without(term) });
        }

        if (address.Direction is { } direction)
        {
            yield return ($"only {(direction == Direction.In ? "in" : "out")}", address with { Direction = null });
        }

        if (address.Sessions.Count > 0)
        {
            yield return (address.Sessions.Count == 1 ? "the session" : "the sessions", address with { Sessions = [] });
        }
    }

    private static Task<TrafficPage> AskAsync(ConsoleState console, TrafficAddress address, CancellationToken cancellationToken) =>
        console.Relay.TrafficHistoryAsync(new TrafficQuery(address.Request, After: address.Since, Limit: 1), cancellationToken);
}
