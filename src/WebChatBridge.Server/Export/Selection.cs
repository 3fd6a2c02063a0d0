using WebChatBridge.Protocol;

namespace WebChatBridge.Server;

/// <summary>Which rows of traffic are taken along.</summary>
/// <param name="Request">As the page asks for them.</param>
/// <param name="Since">Only rows with a greater number; null for all.</param>
/// <param name="Until">Only rows up to this number; null for all.</param>
internal sealed record Selection(TrafficRequest Request, long? Since, long? Until)
{
    /// <summary>Whether nothing but sessions and numbers limits it: then it takes whole chunks, bytes that are no message yet among them.</summary>
    public bool IsWhole => Request is { Filter: "", Direction: null, Lens: not Lens.Events };

    /// <summary>The rows, in order.</summary>
    public List<TrafficRow> Read(TrafficSource traffic, Lens lens) =>
    [
        .. traffic(Request with { Lens = lens }).Where(row => row.Seq > (Since ?? 0) && row.Seq <= (Until ?? long.MaxValue))
            .OrderBy(static row => row.Seq).ThenBy(static row => row.Part),
    ];
}
