namespace WebChatBridge.Protocol;

/// <summary>H3: one read is not one message. Worth knowing where frames are marked, wrong where they are not.</summary>
internal sealed class ReadsAndMessages : IHintRule
{
    // What a sender hands over in one call reaches us in pieces of at least a segment, but for the last.
    private const int SmallestSegment = 1_200;

    public string Code => "H3";

    public void Look(TraceReading reading, Findings findings)
    {
        switch (reading.FramedBy)
        {
            case FramedBy.Unknown:
                return;
            case FramedBy.Raw:
                LookAtGlue(reading, findings);
                return;
            default:
                break;
        }

        // Programs that write json know what they do: many posts in one write are no news.
        if (reading.FramedBy != FramedBy.Json)
        {
            LookAtReads(reading, findings);
        }

        LookAtFrames(reading, reading.In, findings);
        LookAtFrames(reading, reading.Out, findings);
        LookAtMergedWrites(reading, findings);
    }

    private static void LookAtReads(TraceReading reading, Findings findings)
    {
        var stream = reading.In;
        var frame = stream.Frames.Count - 1;
        for (var index = stream.Chunks.Count - 1; index >= 0; index--)
        {
            var chunk = stream.Chunks[index];
            while (frame >= 0 && stream.Frames[frame].Start >= chunk.End)
            {
                frame--;
            }

            var (messages, first, last) = Touched(stream, chunk, frame);
            var begun = reading is { Broken: null, Session.Pending: not null } && chunk.End > reading.PendingStart ? 1 : 0;
            if (messages + begun < 2 || !findings.Wants())
            {
                continue;
            }

            var advice = ReadsAndMessagesWords.Many(messages + begun, first < chunk.Offset, begun > 0 || last > chunk.End, reading);
            findings.Add(HintSeverity.Note, Direction.In, chunk.Offset, chunk.End, advice);
        }
    }

    // Counted backwards from the newest frame that begins before the chunk's end; every frame is met by its chunks only.
    private static (int Messages, long First, long Last) Touched(CapturedStream stream, Chunk chunk, int frame)
    {
        var (messages, first, last) = (0, chunk.Offset, 0L);
        for (; frame >= 0 && stream.Frames[frame].End > chunk.Offset; frame--)
        {
            if (stream.Frames[frame] is var touched && touched.Speaks())
            {
                messages++;
                first = touched.Start;
                last = Math.Max(last, touched.End);
            }
        }

        return (messages, first, last);
    }

    private static void LookAtFrames(TraceReading reading, CapturedStream stream, Findings findings)
    {
        for (var index = stream.Frames.Count - 1; index >= 0; index--)
        {
            var frame = stream.Frames[index];
            var pieces = Pieces.Of(stream, frame.Start, frame.End);
            if (pieces.Count < 2 || !frame.Speaks() || IsClean(reading, stream, frame, pieces) || !findings.Wants())
            {
                continue;
            }

            var done = pieces.Chunks.Select(chunk => chunk.Note).FirstOrDefault(note => note is not null);
            findings.Add(HintSeverity.Note, stream.Direction, frame.Start, frame.End, ReadsAndMessagesWords.Cut(reading, stream.Direction, frame, pieces, done));
        }
    }

    // A header and its body, one send each, is how the tutorial's client talks. A stream of many json posts is cut anywhere.
    private static bool IsClean(TraceReading reading, CapturedStream stream, FrameMark frame, Pieces pieces) => stream.Direction == Direction.In && (
        (reading.FramedBy == FramedBy.Header && pieces.Count == 2 && stream.Chunks[pieces.First + 1].Offset == frame.Start + frame.Head)
        || (reading.FramedBy == FramedBy.Json && (stream.Chunks[pieces.First].Offset < frame.Start || stream.Chunks[pieces.First + pieces.Count - 1].End > frame.End)));

    private static void LookAtMergedWrites(TraceReading reading, Findings findings)
    {
        var frame = reading.Out.Frames.Count - 1;
        for (var index = reading.Out.Chunks.Count - 1; index >= 0; index--)
        {
            var chunk = reading.Out.Chunks[index];
            while (frame >= 0 && reading.Out.Frames[frame].Start >= chunk.End)
            {
                frame--;
            }

            // Many messages in one write are what a busy room looks like; only where it was done on purpose it is worth a word.
            if (chunk.Note is { } note && Touched(reading.Out, chunk, frame) is { Messages: >= 2 } touched && findings.Wants())
            {
                findings.Add(HintSeverity.Note, Direction.Out, chunk.Offset, chunk.End, ReadsAndMessagesWords.Merged(touched.Messages, note, reading));
            }
        }
    }

    private static void LookAtGlue(TraceReading reading, Findings findings)
    {
        foreach (var frame in reading.Said())
        {
            var pieces = Pieces.Of(reading.In, frame.Start, frame.End);
            if (pieces.Count >= 2 && pieces.Chunks.Take(pieces.Count - 1).Any(chunk => chunk.Bytes.Length < SmallestSegment) && findings.Wants())
            {
                findings.Add(HintSeverity.Warning, Direction.In, frame.Start, frame.End, ReadsAndMessagesWords.Glued(pieces, frame));
            }
        }
    }
}
