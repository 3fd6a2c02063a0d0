using WebChatBridge.Protocol;

namespace WebChatBridge.Relay;

/// <summary>Finds the frames in what was captured, as a read loop would have found them. Pure.</summary>
internal static class Decoding
{
    /// <summary>The frames of what is kept of a track, read from its first byte.</summary>
    public static List<FoundFrame> Of(IDialect dialect, Track track)
    {
        var reader = dialect.NewReader();
        var origin = track.Bytes.Start;
        var frames = new List<FoundFrame>();
        for (var i = 0; i < track.Chunks.Count && reader.Violation is null; i++)
        {
            var chunk = track.Chunks[i];
            if (i > 0 && reader.Pause is { } pause && chunk.At - track.Chunks[i - 1].At >= pause.TotalMicroseconds)
            {
                Add(frames, reader, reader.Paused(out var frame), frame, origin, chunk.Start);
            }

            ReadOnlySpan<byte> rest = track.Bytes.Read(chunk.Start, chunk.Length);
            FrameStatus status;
            while (reader.Violation is null && (status = reader.Read(ref rest, out var frame)) != FrameStatus.NeedMore)
            {
                Add(frames, reader, status, frame, origin, chunk.End);
            }
        }

        return frames;
    }

    /// <summary>What a frame that has just been read is, and where it lies.</summary>
    /// <param name="reader">Who read it.</param>
    /// <param name="kind">What it is.</param>
    /// <param name="origin">Where in the stream its reader began.</param>
    /// <param name="came">How far the stream has come: a violation that ended a frame is all from there on.</param>
    public static FoundFrame Entry(IFrameReader reader, FrameKind kind, long origin, long came)
    {
        var place = reader.Place;
        var start = origin + place.Start;
        var end = place.End > place.Start ? origin + place.End : Math.Max(came, start);
        return new FoundFrame(start, end, kind, place.Head, place.Tail);
    }

    /// <summary>What a request is as a frame.</summary>
    public static FrameKind KindOf(ClientRequest request) => request switch
    {
        ClientRequest.Post or ClientRequest.Direct => FrameKind.Message,
        ClientRequest.Bye => FrameKind.Goodbye,
        ClientRequest.Malformed => FrameKind.Violation,
        _ => FrameKind.Control,
    };

    private static void Add(List<FoundFrame> frames, IFrameReader reader, FrameStatus status, Frame frame, long origin, long came)
    {
        if (status != FrameStatus.NeedMore)
        {
            var kind = status switch
            {
                FrameStatus.Frame => KindOf(reader.Dialect.Interpret(frame)),
                FrameStatus.Reply => FrameKind.Negotiation,
                _ => FrameKind.Violation,
            };
            frames.Add(Entry(reader, kind, origin, came));
        }
    }
}
