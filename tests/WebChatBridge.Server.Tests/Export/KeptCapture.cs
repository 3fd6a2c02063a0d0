using WebChatBridge.Protocol;

namespace WebChatBridge.Server.Tests;

/// <summary>A relay's capture in small pages, made of recordings by hand; what is read of it comes through the sources the real one has.</summary>
internal sealed class KeptCapture(params Recording[] recordings)
{
    private const int PageChunks = 2;

    /// <summary>Chunks that came after it was asked for the first time, and so belong to no export.</summary>
    public long Now { get; init; } = long.MaxValue;

    /// <summary>Requests of which rows were asked.</summary>
    public List<TrafficRequest> Asked { get; } = [];

    public Recordings Recordings => new(TraceAsync, static () => null);

    public TrafficExport Export => new(Recordings, TrafficAsync);

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
    private Task<TrafficPage> TrafficAsync(TrafficQuery query)
    {
        Asked.Add(query.Request);
        var all = recordings.SelectMany(recording => RecordedRows.All(recording, query.Request.Lens).Select(row => row with { Name = "then", Length = LengthOf(recording, row) }))
            .Where(row => query.Request.Direction is not { } direction || row.Direction == direction)
            .OrderBy(row => row.Seq).ThenBy(row => row.Offset).ToList();
        var rows = query.After is { } after ? all.Where(row => row.Seq > after).Take(query.Limit).ToList() : all.TakeLast(query.Limit).ToList();
        return Task.FromResult(new TrafficPage(rows, More: false, all.Count, all.Count));
    }

    private static int LengthOf(Recording recording, TrafficRow row) => row.Kind is null
        ? recording.Chunks.First(chunk => chunk.Seq == row.Seq).Bytes.Length
        : (int)(recording.Frames.First(frame => frame.Direction == row.Direction && frame.Start == row.Offset).End - row.Offset!.Value);
}
