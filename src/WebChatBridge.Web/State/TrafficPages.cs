using WebChatBridge.Protocol;

namespace WebChatBridge.Web.State;

/// <summary>Pages of kept traffic as an address wants them: what was cleared away is not in them.</summary>
internal sealed class TrafficPages(ConsoleState console)
{
    private const int Around = 90;

    /// <summary>Why the last page could not be read; null when it could.</summary>
    public string? Problem { get; private set; }

    /// <summary>The rows just after a number.</summary>
    public Task<TrafficPage> AfterAsync(TrafficAddress address, long seq, CancellationToken cancellationToken) =>
        AskAsync(address, new TrafficQuery(address.Request, After: Math.Max(seq, address.Since ?? 0), Limit: TrafficWindow.Page), cancellationToken);

    /// <summary>The rows just before a number.</summary>
    public Task<TrafficPage> BeforeAsync(TrafficAddress address, long seq, CancellationToken cancellationToken) =>
        AskAsync(address, new TrafficQuery(address.Request, Before: seq, Limit: TrafficWindow.Page), cancellationToken);

    /// <summary>The rows about a number; without one the last ones before the address is paused.</summary>
    public async Task<(IReadOnlyList<TrafficRow> Rows, bool More)> AroundAsync(TrafficAddress address, long? standing, CancellationToken cancellationToken)
    {
        var last = address.Paused ?? long.MaxValue - 1;
        var end = Math.Min(standing ?? last, last);
        var before = await AskAsync(address, new TrafficQuery(address.Request, Before: end + 1, Limit: Around), cancellationToken);
        if (standing is null || before.Rejected is not null)
        {
            return (before.Rows, before.More);
        }

        var after = await AskAsync(address, new TrafficQuery(address.Request, After: Math.Max(end, address.Since ?? 0), Limit: Around), cancellationToken);
        return ([.. before.Rows, .. after.Rows.Where(row => row.Seq <= last)], before.More);
    }

    private async Task<TrafficPage> AskAsync(TrafficAddress address, TrafficQuery query, CancellationToken cancellationToken)
    {
        var page = await console.Relay.TrafficHistoryAsync(query, cancellationToken);
        Problem = page.Rejected?.Reason;
        return address.Since is { } since && page.Rows is [var first, ..] && first.Seq <= since
            ? page with { Rows = [.. page.Rows.Where(row => row.Seq > since)], More = query.Before is null && page.More }
            : page;
    }
}
