using WebChatBridge.Protocol;

namespace WebChatBridge.Server.Tests;

/// <summary>A relay's capture in small pages, made of recordings by hand; what is read of it comes through the sources the real one has.</summary>
internal sealed class KeptCapture(params Recording[] recordings)
{
    private const int PageChunks = 2;

    /// <summary>Chunks that came after it was asked for the first time, and so belong to no export.</summary>
    public long Now { get; init; } = long.MaxValue;

    public Recordings Recordings => new(TraceAsync, static () => null);

    public TrafficExport Export => new(Recordings, Traffic);

    private Task<SessionTrace?> TraceAsync(TraceQuery query)
    {
        var found = recordings.FirstOrDefault(recording => recording.Session.Id == query.Session);
        var chunks = found?.Chunks.Where(chunk => chunk.Seq > query.After).Take(PageChunks).ToList() ?? [];
        return Task.FromResult(found is null ? null : new SessionTrace
        {
            Session = found.Session,
            Now = Now,
            Chunks = chunks,
            Frames = [.. found.Frames.Where(frame => chunks.Exists(chunk => chunk.Direction == frame.Direction && chunk.Offset < frame.End && frame.Start < chunk.End))],
        });
    }

    // Every row that there is: what a filter lets through is the relay's business.
    private IEnumerable<TrafficRow> Traffic(TrafficRequest request) => recordings
        .SelectMany(recording => RecordedRows.All(recording, request.Lens).Select((row, part) => row with { Part = part, Name = "then", Length = LengthOf(recording, row) }))
        .Where(row => request.Direction is not { } direction || row.Direction == direction);

    private static int LengthOf(Recording recording, TrafficRow row) => row.Kind is null
        ? recording.Chunks.First(chunk => chunk.Seq == row.Seq).Bytes.Length
        : (int)(recording.Frames.First(frame => frame.Direction == row.Direction && frame.Start == row.Offset).End - row.Offset!.Value);
}
