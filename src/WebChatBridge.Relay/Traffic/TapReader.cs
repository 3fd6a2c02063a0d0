using WebChatBridge.Protocol;

namespace WebChatBridge.Relay;

/// <summary>How far one session's traffic was read, and what comes after. Owner: whoever reads.</summary>
internal sealed class TapReader(Tap tap, Selection selection)
{
    private long seq;
    private long chunks = -1;

    public Tap Tap => tap;

    /// <summary>Whether something may have come since it was read.</summary>
    public bool HasNews => tap.Ring.HasAfter(seq);

    /// <summary>Chunks that were gone before they could be read, at the last reading.</summary>
    public long Lost { get; private set; }

    /// <summary>Bytes of the last reading.</summary>
    public long Bytes { get; private set; }

    /// <summary>Reads what has come up to a number, at most about so many bytes; the rest is there the next time.</summary>
    public IEnumerable<Sight> Read(long upTo, int maxBytes = int.MaxValue)
    {
        var captured = tap.Ring.Read(seq, upTo, maxBytes);
        Count(captured);
        var after = seq;
        seq = Bytes >= maxBytes ? captured.Chunks[^1].Seq : Math.Max(seq, upTo);
        return selection.Lens == Lens.Chunks
            ? captured.Chunks.Where(chunk => selection.Wants(chunk.Direction)).Select(chunk => Sight.Of(tap, chunk))
            : Frames(captured.Frames, after, seq);
    }

    // What is not there any more lies before what is, so it can be told from their numbers how much was never read.
    private void Count(Captured captured)
    {
        Lost = chunks < 0 ? 0 : Math.Max(0, captured.DroppedChunks - chunks);
        chunks = Math.Max(chunks, captured.DroppedChunks) + captured.Chunks.Count;
        Bytes = 0;
        foreach (var chunk in captured.Chunks)
        {
            Bytes += chunk.Bytes.Length;
        }
    }

    // In the order of the chunks they ended in; those that end outside were read before, or are read next.
    private List<Sight> Frames(IReadOnlyList<CapturedFrame> frames, long after, long upTo)
    {
        var sights = new List<Sight>();
        foreach (var frame in frames.Where(frame => frame.Seq > after && frame.Seq <= upTo && selection.Wants(frame.Mark.Direction)).OrderBy(static frame => frame.Seq))
        {
            var part = sights is [.., var last] && last.Seq == frame.Seq ? last.Part + 1 : 0;
            sights.Add(Sight.Of(tap, frame, part));
        }

        return sights;
    }
}
