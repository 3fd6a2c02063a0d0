using WebChatBridge.Protocol;

namespace WebChatBridge.Web.State;

/// <summary>Where the bytes in question begin: a violation's start with its message, which may be well before the byte that broke the rules. Pure.</summary>
public static class EvidencePlace
{
    /// <summary>The place of the first of them in the stream. Without a capture that is not known, and the byte that ended it is the best guess.</summary>
    public static long Start(CloseReason end, SessionTrace? trace)
    {
        if (end is not { Offset: { } offset, Evidence: { Length: > 0 } evidence } || trace is null)
        {
            return end.Offset ?? 0;
        }

        // Bytes before the message may have been no part of it, as a greeting's or a telnet option's: the bytes themselves tell.
        var start = trace.Frames.Where(frame => frame.Direction == Direction.In && frame.End <= offset).Select(frame => frame.End).DefaultIfEmpty(0).Max();
        var bytes = trace.Chunks.Where(chunk => chunk.Direction == Direction.In && chunk.End > start).ToList();
        if (bytes.Count == 0)
        {
            return offset;
        }

        var first = Math.Max(start, bytes[0].Offset);
        var at = bytes.SelectMany(chunk => chunk.Bytes).Skip((int)(first - bytes[0].Offset)).ToArray().AsSpan().IndexOf(evidence);
        return at >= 0 ? first + at : start;
    }
}
