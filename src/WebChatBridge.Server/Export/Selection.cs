using WebChatBridge.Protocol;

namespace WebChatBridge.Server;

/// <summary>Which rows of traffic are taken along.</summary>
/// <param name="Request">As the page asks for them.</param>
/// <param name="Since">Only rows with a greater number; null for all.</param>
/// <param name="Until">Only rows up to this number; null for all.</param>
internal sealed record Selection(TrafficRequest Request, long? Since, long? Until)
{
    private const int PageRows = 1_000;

    /// <summary>Whether nothing but sessions and numbers limits it: then it takes whole chunks, bytes that are no message yet among them.</summary>
    public bool IsWhole => Request is { Filter: "", Direction: null, Lens: not Lens.Events };

    /// <summary>The rows, in order, without those that come while they are read.</summary>
    public async Task<List<TrafficRow>> ReadAsync(TrafficSource traffic, Lens lens, CancellationToken cancellationToken)
    {
        var rows = new List<TrafficRow>();
        var request = Request with { Lens = lens };
        var newest = (await traffic(new TrafficQuery(request, Limit: 1))).Rows is [.., var row] ? row.Seq : 0;
        var until = Math.Min(Until ?? long.MaxValue, newest);
        for (var after = Since ?? 0; after < until;)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var page = await traffic(new TrafficQuery(request, After: after, Limit: PageRows));
            rows.AddRange(page.Rows.Where(one => one.Seq <= until));
            if (page.Rows is not [.., { Seq: var last }])
            {
                break;
            }

            after = last;
        }

        return rows;
    }
}
