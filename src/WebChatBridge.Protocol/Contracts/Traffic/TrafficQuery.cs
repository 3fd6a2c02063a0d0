namespace WebChatBridge.Protocol;

/// <summary>Asks for a page of kept traffic: the rows just before a number, just after one, or the newest.</summary>
/// <param name="Request">Which rows; its <c>After</c> and <c>CountOnly</c> are not looked at.</param>
/// <param name="Before">Rows with a smaller number, the newest of them.</param>
/// <param name="After">Rows with a greater number, the oldest of them.</param>
/// <param name="Limit">How many at the most, 1-1,000.</param>
public sealed record TrafficQuery(TrafficRequest Request, long? Before = null, long? After = null, int Limit = 100);
