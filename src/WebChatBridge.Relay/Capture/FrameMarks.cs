using WebChatBridge.Protocol;

namespace WebChatBridge.Relay;

/// <summary>The frames an entry of a ring stands for. What was written is measured only now, when somebody looks.</summary>
internal static class FrameMarks
{
    public static IEnumerable<FrameMark> Of(Direction direction, FrameEntry entry, KeptBytes bytes) => entry switch
    {
        { Dialect: null } => [new FrameMark(direction, entry.Start, entry.End, entry.Kind, entry.Head, entry.Tail, entry.Of as string, entry.Seq > 0 ? entry.Seq : null)],
        { Of: Spelled spelled } => OfMessages(direction, entry, spelled),
        _ => Measured(direction, entry.Start, Whole(entry, bytes), entry),
    };

    private static IEnumerable<FrameMark> OfMessages(Direction direction, FrameEntry entry, Spelled spelled)
    {
        var first = (int)entry.Seq;
        for (var i = first; i < spelled.Ends.Count && spelled.Ends[i] - spelled.StartOf(first) <= entry.Length; i++)
        {
            var at = spelled.StartOf(i);
            var one = entry with { Of = spelled.Room, Seq = spelled.Seqs[i] };
            foreach (var mark in Measured(direction, entry.Start + at - spelled.StartOf(first), spelled.Bytes.AsMemory(at, spelled.Ends[i] - at), one))
            {
                yield return mark;
            }
        }
    }

    // A message may be written in several frames.
    private static IEnumerable<FrameMark> Measured(Direction direction, long start, ReadOnlyMemory<byte> written, FrameEntry entry)
    {
        while (!written.IsEmpty)
        {
            var (length, head, tail) = entry.Dialect!.Measure(written.Span);
            yield return new FrameMark(direction, start, start + length, entry.Kind, head, tail, entry.Of as string, entry.Seq > 0 ? entry.Seq : null);
            start += length;
            written = written[length..];
        }
    }

    // What is cut off at the front cannot be measured; it is shown without framing.
    private static ReadOnlyMemory<byte> Whole(FrameEntry entry, KeptBytes bytes) =>
        bytes.Has(entry.Start, entry.Length) ? bytes.Read(entry.Start, entry.Length) : default;
}
