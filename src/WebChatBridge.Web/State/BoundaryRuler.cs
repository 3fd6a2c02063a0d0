using WebChatBridge.Protocol;

namespace WebChatBridge.Web.State;

/// <summary>
/// What a stream's bytes came in, and what they became: two rulers over the same bytes that need not agree. That they do
/// not is what TCP is about.
/// </summary>
public sealed class BoundaryRuler
{
    private readonly Dictionary<int, ByteEdge> _edges = [];

    private BoundaryRuler(IReadOnlyList<RulerSegment> frames, IReadOnlyList<RulerSegment> reads)
    {
        (Frames, Reads) = (frames, reads);
        Mark(frames, ByteEdge.Frame);
        Mark(reads, ByteEdge.Read);
    }

    /// <summary>Frames and what is in none, in order, without gaps.</summary>
    public IReadOnlyList<RulerSegment> Frames { get; }

    /// <summary>Reads or writes, in order, without gaps.</summary>
    public IReadOnlyList<RulerSegment> Reads { get; }

    /// <summary>What begins before a byte. The number of bytes stands for the end.</summary>
    public ByteEdge At(int place) => _edges.GetValueOrDefault(place);

    /// <summary>What selected bytes are, or are a part of: <c>message 882</c>, <c>part of message 882</c>; null when they are of several.</summary>
    public string? NameOf(ByteSelection selection)
    {
        var over = Frames.Where(segment => segment.Start <= selection.Last && segment.End > selection.First).ToList();
        return over is not [var one] ? null
            : one.Start == selection.First && one.End == selection.Last + 1 && one is { From: null, Into: null } ? one.Name
            : $"part of {one.Name}";
    }

    /// <summary>Rules bytes of which the frames are known already, all of one read or write.</summary>
    public static BoundaryRuler Of(IReadOnlyList<RulerSegment> frames) => new(frames, []);

    /// <summary>Rules inspected bytes.</summary>
    public static BoundaryRuler Of(Inspection inspection) => Of(
        inspection.Start, inspection.End, inspection.Frames, [.. inspection.Trace.Chunks.Where(chunk => chunk.Direction == inspection.Direction)]);

    /// <summary>Rules a stretch of a stream.</summary>
    /// <param name="start">Its first byte.</param>
    /// <param name="end">Just after its last.</param>
    /// <param name="frames">The frames with a byte in it, in order.</param>
    /// <param name="chunks">All known chunks of the stream, in order: those beyond its ends tell where frames go on.</param>
    public static BoundaryRuler Of(long start, long end, IReadOnlyList<FrameMark> frames, IReadOnlyList<Chunk> chunks)
    {
        List<RulerSegment> ruled = [];
        var at = start;
        foreach (var frame in frames.Where(frame => frame.Start < end && frame.End > start))
        {
            // Negotiation in the middle of a line lies inside its message.
            if (frame.End <= at)
            {
                continue;
            }

            AddBare(at, frame.Start);
            ruled.Add(new(
                Place(Math.Max(at, frame.Start)),
                Place(Math.Min(end, frame.End)),
                FrameName.Of(frame),
                frame.Start < start ? Holding(frame.Start) : null,
                frame.End > end ? Holding(end) : null));
            at = frame.End;
        }

        AddBare(at, end);
        return new(ruled, [.. chunks.Where(chunk => chunk.Offset < end && chunk.End > start).Select(Read)]);

        void AddBare(long from, long to)
        {
            if (to > from)
            {
                ruled.Add(new(Place(from), Place(to), to < end ? "no message" : "no message yet", Bounded: false));
            }
        }

        int Place(long place) => (int)(place - start);

        long Holding(long place) => chunks.FirstOrDefault(chunk => chunk.Offset <= place && chunk.End > place)?.Seq ?? 0;

        RulerSegment Read(Chunk chunk) => new(Place(Math.Max(start, chunk.Offset)), Place(Math.Min(end, chunk.End)), $"chunk {chunk.Seq}");
    }

    private void Mark(IReadOnlyList<RulerSegment> segments, ByteEdge edge)
    {
        foreach (var place in segments.Where(segment => segment.Bounded).SelectMany(Ends).Distinct())
        {
            _edges[place] = At(place) | edge;
        }
    }

    private static IEnumerable<int> Ends(RulerSegment segment)
    {
        if (segment.From is null)
        {
            yield return segment.Start;
        }

        if (segment.Into is null)
        {
            yield return segment.End;
        }
    }
}
