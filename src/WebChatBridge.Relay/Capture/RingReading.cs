using WebChatBridge.Protocol;

namespace WebChatBridge.Relay;

/// <summary>Copies parts of a ring. Its caller holds the ring's lock.</summary>
internal static class RingReading
{
    public static Captured Read(long session, Track incoming, Track outgoing, long after, long upTo, int maxBytes, bool newestFirst)
    {
        var (inFrom, inTo) = (incoming.FirstAfter(after), incoming.FirstAfter(upTo));
        var (outFrom, outTo) = (outgoing.FirstAfter(after), outgoing.FirstAfter(upTo));
        var chunks = new List<Chunk>();
        for (var bytes = 0L; (inFrom < inTo || outFrom < outTo) && (chunks.Count == 0 || bytes < maxBytes);)
        {
            Track track;
            int index;
            if (newestFirst)
            {
                var fromIn = outFrom == outTo || (inFrom < inTo && incoming.Chunks[inTo - 1].Seq > outgoing.Chunks[outTo - 1].Seq);
                (track, index) = fromIn ? (incoming, --inTo) : (outgoing, --outTo);
            }
            else
            {
                var fromIn = outFrom == outTo || (inFrom < inTo && incoming.Chunks[inFrom].Seq < outgoing.Chunks[outFrom].Seq);
                (track, index) = fromIn ? (incoming, inFrom++) : (outgoing, outFrom++);
            }

            bytes += track.Chunks[index].Length;
            chunks.Add(track.Copy(index, session));
        }

        if (newestFirst)
        {
            chunks.Reverse();
        }

        var cut = inFrom < inTo || outFrom < outTo;
        var first = chunks.Count > 0 ? chunks[0].Seq : after + 1;
        var last = chunks.Count > 0 ? chunks[^1].Seq : after;
        var numbers = (After: cut && newestFirst ? first - 1 : after, UpTo: cut && !newestFirst ? last : upTo);
        return new Captured(
            chunks,
            [.. Frames(incoming, chunks, numbers), .. Frames(outgoing, chunks, numbers)],
            Before: incoming.Oldest < first || outgoing.Oldest < first,
            After: incoming.FirstAfter(last) < incoming.Chunks.Count || outgoing.FirstAfter(last) < outgoing.Chunks.Count,
            incoming.DroppedChunks + outgoing.DroppedChunks,
            incoming.DroppedBytes + outgoing.DroppedBytes);
    }

    public static (long First, long Last)? Find(Track track, string room, long seq)
    {
        (long First, long Last)? found = null;
        foreach (var (mark, _) in track.Frames(track.Bytes.Start, track.Done))
        {
            if (mark.Seq == seq && string.Equals(mark.Room, room, StringComparison.OrdinalIgnoreCase)
                && track.ChunkBefore(mark.End) is { } last)
            {
                var first = track.ChunkBefore(mark.Start + 1) ?? last;
                found = (found?.First ?? first.Seq, last.Seq);
            }
        }

        return found;
    }

    private static IEnumerable<CapturedFrame> Frames(Track track, List<Chunk> chunks, (long After, long UpTo) numbers)
    {
        var from = long.MaxValue;
        var to = 0L;
        foreach (var chunk in chunks)
        {
            if (chunk.Direction == track.Direction)
            {
                (from, to) = (Math.Min(from, chunk.Offset), chunk.End);
            }
        }

        return track.FoundLate(from, numbers.After, numbers.UpTo)
            .Concat(from >= to ? [] : track.Frames(from, to))
            .OrderBy(static one => one.Mark.Start)
            .ThenByDescending(static one => one.Mark.End)
            .Select(one => Frame(track, one.Mark, one.Found));
    }

    private static CapturedFrame Frame(Track track, FrameMark mark, long found)
    {
        var ended = track.ChunkBefore(mark.End);
        var from = mark.Start + mark.Head;
        var count = (int)Math.Min(mark.End - from, TrafficRow.ContentBytes);
        var content = track.Bytes.Has(from, count) ? track.Bytes.Read(from, count) : [];
        return new CapturedFrame(mark, found > 0 ? found : ended?.Seq ?? 0, ended?.At ?? 0, ended?.Note, content);
    }
}
