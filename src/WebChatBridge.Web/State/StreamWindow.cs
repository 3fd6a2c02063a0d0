using WebChatBridge.Protocol;

namespace WebChatBridge.Web.State;

/// <summary>
/// The part of a session's captured stream that is on the screen. Pure: it is handed traces and answers rows. What is missing
/// between two chunks is seen by their places in the stream, so nothing can be left out unsaid.
/// </summary>
public sealed class StreamWindow
{
    /// <summary>Chunks on the screen at the most.</summary>
    public const int Most = 200;

    private readonly List<Chunk> _chunks = [];
    private readonly Dictionary<(Direction, long), FrameMark> _frames = [];
    private readonly HashSet<long> _torn = [];
    private IReadOnlyList<StreamLine>? _lines;
    private (long Chunks, long Bytes) _dropped;

    /// <summary>The newest chunk on the screen; null for none.</summary>
    public long? Last => _chunks is [.., var last] ? last.Seq : null;

    /// <summary>The oldest chunk on the screen; null for none.</summary>
    public long? First => _chunks is [var first, ..] ? first.Seq : null;

    /// <summary>Whether the oldest kept chunk is on the screen.</summary>
    public bool AtStart { get; private set; } = true;

    /// <summary>What is on the screen, oldest first. The same list until something changes.</summary>
    public IReadOnlyList<StreamLine> Lines => _lines ??= Lay();

    /// <summary>Shows a trace instead of whatever was shown.</summary>
    public void Show(SessionTrace trace)
    {
        _chunks.Clear();
        _frames.Clear();
        _torn.Clear();
        AtStart = !trace.More;
        Take(trace);
        TrimTop();
    }

    /// <summary>Newer chunks came.</summary>
    /// <param name="trace">They.</param>
    /// <param name="torn">Whether others between them and the last one shown are kept.</param>
    public void Append(SessionTrace trace, bool torn = false)
    {
        if (torn && trace.Chunks is [var first, ..] && _chunks.Count > 0)
        {
            _torn.Add(first.Seq);
        }

        Take(trace);
        TrimTop();
    }

    /// <summary>Older chunks came; what does not fit any more goes at the bottom.</summary>
    public void Prepend(SessionTrace trace)
    {
        AtStart = !trace.More;
        Take(trace);
        if (_chunks.Count > Most)
        {
            _chunks.RemoveRange(Most, _chunks.Count - Most);
        }
    }

    /// <summary>What a gap left out came, or its beginning.</summary>
    public void Fill(StreamLine.Gap gap, SessionTrace trace)
    {
        _torn.Remove(gap.Before);
        if (trace.Chunks is [.., var last] && last.Seq < gap.Before)
        {
            _torn.Add(gap.Before);
        }

        Take(trace with { Chunks = [.. trace.Chunks.Where(chunk => chunk.Seq < gap.Before)] });
    }

    private void Take(SessionTrace trace)
    {
        _dropped = (trace.DroppedChunks, trace.DroppedBytes);
        var known = _chunks.Select(chunk => chunk.Seq).ToHashSet();
        _chunks.AddRange(trace.Chunks.Where(chunk => !known.Contains(chunk.Seq)));
        _chunks.Sort((one, other) => one.Seq.CompareTo(other.Seq));
        foreach (var frame in trace.Frames)
        {
            _frames[(frame.Direction, frame.Start)] = frame;
        }

        _lines = null;
    }

    private void TrimTop()
    {
        if (_chunks.Count <= Most)
        {
            return;
        }

        _chunks.RemoveRange(0, _chunks.Count - Most);
        AtStart = false;
        foreach (var direction in Enum.GetValues<Direction>())
        {
            var first = _chunks.Find(chunk => chunk.Direction == direction)?.Offset ?? long.MaxValue;
            foreach (var gone in _frames.Where(pair => pair.Key.Item1 == direction && pair.Value.End <= first).Select(pair => pair.Key).ToList())
            {
                _frames.Remove(gone);
            }
        }
    }

    private List<StreamLine> Lay()
    {
        List<StreamLine> lines = [];
        if (AtStart && _chunks.Count > 0)
        {
            lines.Add(new StreamLine.Start(_dropped.Chunks, _dropped.Bytes));
        }

        var ends = new Dictionary<Direction, long>();
        var ways = Enum.GetValues<Direction>().ToDictionary(way => way, Way);
        Chunk? before = null;
        foreach (var chunk in _chunks)
        {
            if (ends.TryGetValue(chunk.Direction, out var end) && chunk.Offset > end)
            {
                lines.Add(new StreamLine.Gap(chunk.Seq, chunk.Direction, chunk.Offset - end, _torn.Contains(chunk.Seq) ? before?.Seq : null));
            }
            else if (_torn.Contains(chunk.Seq))
            {
                lines.Add(new StreamLine.Gap(chunk.Seq, chunk.Direction, 0, before?.Seq));
            }

            var (frames, chunks) = ways[chunk.Direction];
            var gapBefore = lines is [.., StreamLine.Gap];
            lines.Add(new StreamLine.Piece(chunk, BoundaryRuler.Of(chunk.Offset, chunk.End, Over(frames, chunk), chunks).Frames, gapBefore || before?.Direction != chunk.Direction));
            ends[chunk.Direction] = chunk.End;
            before = chunk;
        }

        return lines;
    }

    private (List<FrameMark> Frames, List<Chunk> Chunks) Way(Direction direction) =>
        ([.. _frames.Values.Where(frame => frame.Direction == direction).OrderBy(frame => frame.Start)], _chunks.FindAll(chunk => chunk.Direction == direction));

    // Frames do not overlap but for negotiation inside a line, which is short: what ends before the chunk begins is left out by halves.
    private static List<FrameMark> Over(List<FrameMark> frames, Chunk chunk)
    {
        var (low, high) = (0, frames.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = frames[middle].End <= chunk.Offset ? (middle + 1, high) : (low, middle);
        }

        List<FrameMark> over = [];
        for (var i = low; i < frames.Count && frames[i].Start < chunk.End; i++)
        {
            over.Add(frames[i]);
        }

        return over;
    }
}
