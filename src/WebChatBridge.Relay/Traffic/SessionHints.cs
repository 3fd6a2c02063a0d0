using System.Runtime.CompilerServices;
using WebChatBridge.Protocol;

namespace WebChatBridge.Relay;

/// <summary>
/// What is odd about the bytes of sessions, found when somebody looks, and remembered for the next who does. A session is looked
/// at again when it has something new, but it, and all together, for no more than a fiftieth of a processor (<see cref="LookPace.Part"/>).
/// Anybody may ask.
/// </summary>
internal sealed class SessionHints(SessionDirectory sessions, TimeProvider time)
{
    /// <summary>How much of a session is looked at, the newest of it.</summary>
    private const int LookBytes = 65_536;

    /// <summary>Hints of one session that are remembered; the newest are kept.</summary>
    private const int Kept = 200;

    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(1);

    private readonly LookPace pace = new(time);
    private readonly ConditionalWeakTable<Session, Known> known = [];

    /// <summary>Whether who asks about many sessions should go on asking now.</summary>
    public bool MayLook => pace.MayLook;

    /// <summary>What is known, and whether it is about everything that has come.</summary>
    public HintsKnown Of(Session session)
    {
        if (session.Ring is not { } ring)
        {
            return HintsKnown.Nothing;
        }

        var mine = known.GetOrCreateValue(session);
        lock (mine)
        {
            var fresh = !ring.HasAfter(mine.Seq) && !mine.Unsettled;
            var pause = fresh ? LongestPause : mine.Last.Cost * 50 is var share && share < LongestPause ? share : LongestPause;
            if (mine.LookedAt == 0 || ((!fresh || Waits(session, mine)) && time.GetElapsedTime(mine.LookedAt) >= pace.Pause(pause)))
            {
                Look(session, ring, mine);
                fresh = !mine.Unsettled;
            }

            return mine.Found with { Fresh = fresh };
        }
    }

    // Also time passes: bytes wait for their end, or for a reader, and an end comes.
    private static bool Waits(Session session, Known mine) =>
        session.Input.Pending is not null || session.Waiting > 0 || (session.Closed is not null && !mine.Closed);

    private void Look(Session session, ChunkRing ring, Known mine)
    {
        var began = time.GetTimestamp();
        var captured = ring.Read(0, maxBytes: mine.LookedAt == 0 ? int.MaxValue : LookBytes, newestFirst: true);
        var trace = new SessionTrace
        {
            Session = session.Describe(time),
            Now = ChunkRing.Microseconds(time.GetUtcNow()),
            Chunks = captured.Chunks,
            Frames = [.. captured.Frames.Select(static frame => frame.Mark)],
            PeerLineEndings = PeerLineEndings(session),
        };
        var hints = Merge(mine.Found.Hints, HintRules.Look(trace), trace);
        mine.Found = new HintsKnown(hints, Messages(hints, trace, mine.Found.Messages), Fresh: true);
        mine.Seq = captured.Chunks is [.., var newest] ? newest.Seq : mine.Seq;
        mine.Unsettled = trace.Frames.Any(static frame => frame is { Direction: Direction.In, Kind: FrameKind.Message, Seq: null })
            && trace.Chunks is [.., var last] && trace.Now - last.At < LongestPause.Ticks / TimeSpan.TicksPerMicrosecond;
        mine.Closed = trace.Session.Closed is not null;
        mine.LookedAt = time.GetTimestamp();
        mine.Last = pace.Looked(mine.Last, time.GetElapsedTime(began));
    }

    // What was found before in bytes that were not looked at now stays.
    private static List<Hint> Merge(IReadOnlyList<Hint> before, IReadOnlyList<Hint> now, SessionTrace trace)
    {
        var hints = before.Where(hint => hint.End < From(trace, hint.Direction)).Concat(now).ToList();
        return hints.Count <= Kept ? hints : hints[^Kept..];
    }

    private static List<MessageHint> Messages(List<Hint> hints, SessionTrace trace, IReadOnlyList<MessageHint> before)
    {
        var messages = before.Where(message => message.Hint.End < From(trace, Direction.In)).ToList();
        foreach (var frame in trace.Frames)
        {
            if (frame is { Direction: Direction.In, Room: { } room, Seq: { } seq })
            {
                messages.AddRange(hints.Where(hint => hint.Touches(frame)).Select(hint => new MessageHint(room, seq, hint)));
            }
        }

        return messages.Count <= Kept ? messages : messages[^Kept..];
    }

    private static long From(SessionTrace trace, Direction direction) =>
        trace.Chunks.FirstOrDefault(chunk => chunk.Direction == direction)?.Offset ?? long.MaxValue;

    // Rooms belong to the core loop; that of a session may be read, and be one step old.
    private string[] PeerLineEndings(Session session) => session.Room is { } room
        ? [.. sessions.Open.Where(other => other.Room == room && other != session).Select(static other => other.Input.LineEnding).OfType<string>().Distinct(StringComparer.Ordinal)]
        : [];

    private sealed class Known
    {
        public HintsKnown Found { get; set; } = HintsKnown.Nothing;

        /// <summary>The newest chunk that was looked at.</summary>
        public long Seq { get; set; }

        /// <summary>A message that had no place in a room yet: its hints cannot be told to the room before it has.</summary>
        public bool Unsettled { get; set; }

        /// <summary>Whether its end was known then.</summary>
        public bool Closed { get; set; }

        public long LookedAt { get; set; }

        public LookPace.Look Last { get; set; }
    }
}
