using WebChatBridge.Protocol;

namespace WebChatBridge.Web.State;

/// <summary>Where the bytes are that something is about: addresses of the Traffic page.</summary>
public static class WireAddress
{
    /// <summary>The bytes a message came in; null where no socket read them.</summary>
    public static string? Of(ChatMessage message) => message.From.Origin != Origin.Tcp ? null
        : new TrafficAddress { Sessions = [message.From.Id], Room = message.Room, MessageSeq = message.Seq }.Url;

    /// <summary>What a session's socket reads and writes.</summary>
    public static string Of(SessionInfo session) => new TrafficAddress { Sessions = [session.Id], Lens = Lens.Chunks }.Url;

    /// <summary>A hint's bytes; null when they are not in the trace.</summary>
    public static string? Of(SessionTrace trace, Hint hint) => Of(trace, hint.Direction, hint.Start, hint.End);

    /// <summary>Some bytes of a stream, as far as one read or write carried them; null when they are not in the trace.</summary>
    public static string? Of(SessionTrace trace, Direction direction, long start, long end)
    {
        var chunk = trace.Chunks.FirstOrDefault(one => one.Direction == direction && one.Offset <= start && one.End > start)
            ?? trace.Chunks.LastOrDefault(one => one.Direction == direction && one.End == start);
        if (chunk is null)
        {
            return null;
        }

        // About a moment: what came just before it.
        var (first, last) = start == chunk.End ? (0, chunk.Bytes.Length - 1) : (start - chunk.Offset, Math.Max(start, Math.Min(end, chunk.End) - 1) - chunk.Offset);
        return new TrafficAddress
        {
            Sessions = [trace.Session.Id],
            Lens = Lens.Chunks,
            At = new TrafficPlace(chunk.Seq),
            Bytes = new ByteSelection((int)first, (int)last),
            View = InspectorView.Hex,
        }.Url;
    }
}
