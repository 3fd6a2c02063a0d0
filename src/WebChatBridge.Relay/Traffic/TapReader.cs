using WebChatBridge.Protocol;

namespace WebChatBridge.Relay;

/// <summary>How far one session's traffic was read, and what comes after. Owner: whoever reads.</summary>
internal sealed class TapReader(ITap tap, Selection selection)
{
    private readonly Place[] places = [new(Direction.In), new(Direction.Out)];
    private long version = -1;
    private long seq;
    private long seen;
    private bool begun;

    public ITap Tap => tap;

    /// <summary>Whether something may have come since it was read.</summary>
    public bool HasNews => tap.Version != version;

    /// <summary>Chunks that were dropped before they could be read, since the last time this was asked.</summary>
    public long Lost { get; private set; }

    /// <summary>
    /// Reads what has come. In the Messages lens only what is older than <paramref name="settled"/>: by then the log has given a
    /// message its number.
    /// </summary>
    public IEnumerable<Sight> Read(long settled)
    {
        var looking = tap.Version;
        var dropped = tap.DroppedChunks;
        Lost = begun ? Math.Max(0, dropped - seen) : 0;
        var (sights, all) = selection.Lens == Lens.Chunks ? ReadChunks(dropped) : ReadFrames(settled, dropped);
        begun = true;
        if (all)
        {
            version = looking;
        }

        return sights;
    }

    private (IEnumerable<Sight>, bool) ReadChunks(long dropped)
    {
        var chunks = tap.Chunks(seq);
        seen = Math.Max(seen, dropped) + chunks.Count;
        seq = chunks is [.., var last] ? last.Seq : seq;
        return (chunks.Where(chunk => selection.Wants(chunk.Direction)).Select(chunk => Sight.Of(tap, chunk)), true);
    }

    private (IEnumerable<Sight>, bool) ReadFrames(long settled, long dropped)
    {
        seen = Math.Max(seen, dropped);
        var sights = new List<Sight>();
        var all = true;
        foreach (var place in places)
        {
            if (selection.Wants(place.Direction))
            {
                all &= place.Read(tap, settled, sights);
            }
        }

        return (sights, all);
    }

    /// <summary>How far the frames of one direction were read.</summary>
    private sealed class Place(Direction direction)
    {
        private long end;
        private long seq;
        private int part;

        public Direction Direction => direction;

        // False when something is too young.
        public bool Read(ITap tap, long settled, List<Sight> sights)
        {
            foreach (var frame in tap.Frames(direction, end))
            {
                if (frame.At > settled)
                {
                    return false;
                }

                part = frame.Seq == seq ? part + 1 : 0;
                (end, seq) = (frame.Mark.End, frame.Seq);
                sights.Add(Sight.Of(tap, frame, part));
            }

            return true;
        }
    }
}
