using WebChatBridge.Protocol;

namespace WebChatBridge.Server;

/// <summary>The rows of a session with all of their bytes, of which a row of traffic carries only the first.</summary>
internal sealed class RecordedRows(Recording? recording)
{
    private readonly Dictionary<long, Chunk> chunks = (recording?.Chunks ?? []).ToDictionary(static chunk => chunk.Seq);
    private readonly Dictionary<(Direction, long), FrameMark> frames = (recording?.Frames ?? []).ToDictionary(static frame => (frame.Direction, frame.Start));

    /// <summary>Every chunk, or every frame, as the row it would be in traffic; without content.</summary>
    public static IEnumerable<TrafficRow> All(Recording recording, Lens lens) => lens == Lens.Messages
        ? recording.Frames
            .SelectMany(frame => recording.Overlapping(frame.Direction, frame.End - 1, frame.End).Select(ended => Row(ended, frame.Start) with { Kind = frame.Kind }))
            .OrderBy(static row => row.Seq).ThenBy(static row => row.Offset)
        : recording.Chunks.Select(static chunk => Row(chunk, chunk.Offset));

    /// <summary>Writes a row. One whose bytes have gone since is left out.</summary>
    public void Write(TrafficRow row, TrafficJson json)
    {
        if (row.Event is not null)
        {
            json.Write(row);
        }
        else if (recording is { Session: var session } && chunks.TryGetValue(row.Seq, out var chunk))
        {
            // Under the name it had then.
            var named = row.Name.Length == 0 ? session : session with { Name = row.Name };
            if (row.Kind is null)
            {
                json.Write(named, chunk);
            }
            else if (frames.TryGetValue((row.Direction!.Value, row.Offset!.Value), out var frame))
            {
                json.Write(named, frame, chunk, Body(frame));
            }
        }
    }

    private static TrafficRow Row(Chunk chunk, long offset) => new()
    {
        Seq = chunk.Seq, At = chunk.At, Session = chunk.Session, Name = "", Direction = chunk.Direction, Offset = offset,
    };

    private byte[] Body(FrameMark frame)
    {
        var (from, to) = (frame.Start + frame.Head, frame.End - frame.Tail);
        return
        [
            .. recording!.Overlapping(frame.Direction, from, to)
                .SelectMany(chunk => chunk.Bytes[(int)Math.Max(0, from - chunk.Offset)..(int)Math.Min(chunk.Bytes.Length, to - chunk.Offset)]),
        ];
    }
}
