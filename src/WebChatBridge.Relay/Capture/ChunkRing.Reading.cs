using System.Runtime.InteropServices;
using WebChatBridge.Protocol;

namespace WebChatBridge.Relay;

/// <summary>Looking at what is kept: the records are put together, from the page on that what is asked for begins in.</summary>
internal sealed partial class ChunkRing
{
    /// <summary>Copies the chunks with numbers between the two, the first excluded.</summary>
    /// <param name="after">Only greater numbers.</param>
    /// <param name="upTo">None greater than this.</param>
    /// <param name="maxBytes">At most about so many bytes of them, and at least one.</param>
    /// <param name="newestFirst">Which are left out when they are more: the oldest, or the newest.</param>
    public Captured Read(long after, long upTo = long.MaxValue, int maxBytes = int.MaxValue, bool newestFirst = false)
    {
        lock (gate)
        {
            var (incoming, outgoing, before) = Tracks(after);
            var read = RingReading.Read(Session, incoming, outgoing, after, upTo, maxBytes, newestFirst);
            return read with
            {
                Before = read.Before || before,
                DroppedChunks = pages.DroppedChunks + incoming.DroppedChunks + outgoing.DroppedChunks,
                DroppedBytes = pages.DroppedBytes + incoming.DroppedBytes + outgoing.DroppedBytes,
            };
        }
    }

    /// <summary>Where the frames of a message of the room lie, as numbers of the chunks: the first and the last; null when it is not kept.</summary>
    public (long First, long Last)? Find(string room, long seq)
    {
        lock (gate)
        {
            var (incoming, outgoing, _) = Tracks(after: 0);
            return RingReading.Find(incoming, room, seq) ?? RingReading.Find(outgoing, room, seq);
        }
    }

    /// <summary>Copies bytes of one direction; fewer where they are not kept.</summary>
    public byte[] Bytes(Direction direction, long start, int count)
    {
        lock (gate)
        {
            var (incoming, outgoing, _) = Tracks(after: 0);
            var bytes = (direction == Direction.In ? incoming : outgoing).Bytes;
            var from = Math.Clamp(start, bytes.Start, bytes.End);
            var kept = (int)(Math.Clamp(start + count, from, bytes.End) - from);
            return bytes.Has(from, kept) ? bytes.Read(from, kept) : [];
        }
    }

    /// <summary>
    /// Reads what came before a place, as far as it is kept, in another dialect: its frames take the place of those found before.
    /// </summary>
    public void Decode(IDialect dialect, long upTo = long.MaxValue)
    {
        lock (gate)
        {
            var frames = Decoding.Of(dialect, Tracks(after: 0).In);
            frames.RemoveAll(frame => frame.End > upTo);
            PutFrames(RecordTag.Decoded, CollectionsMarshal.AsSpan(frames));
        }
    }

    // Both directions from the page on that the next number is in; and from so far before it that the bytes which were written
    // since, and the frames which ended since, are there whole. And whether there are chunks before that page.
    private (Track In, Track Out, bool Before) Tracks(long after)
    {
        Tell();
        var all = pages.ToList();
        var wanted = PageAfter(all, after);
        var first = Math.Min(wanted, all.Count - 1);
        while (first > 0 && (all[first].Begin.Appended > all[wanted < all.Count ? wanted : first].Begin.Written
            || all[first].Begin.Came > all[wanted < all.Count ? wanted : first].Begin.Framed))
        {
            first--;
        }

        var (incoming, outgoing) = (new Track(Direction.In), new Track(Direction.Out));
        for (var i = Math.Max(0, first); i < all.Count; i++)
        {
            PageReading.Read(all[i], incoming, outgoing);
        }

        return (incoming, outgoing, wanted > 0 && all[0].Chunks > 0);
    }

    private static int PageAfter(List<RingPage> pages, long seq)
    {
        var i = pages.Count;
        while (i > 0 && (pages[i - 1].Newest == 0 || pages[i - 1].Newest > seq))
        {
            i--;
        }

        return i;
    }
}
