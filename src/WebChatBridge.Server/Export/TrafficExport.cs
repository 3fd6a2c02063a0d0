using System.IO.Pipelines;
using WebChatBridge.Protocol;

namespace WebChatBridge.Server;

/// <summary>Takes a selection of traffic along: the rows as JSON Lines, or the chunks they lie in as pcapng.</summary>
internal sealed class TrafficExport(Recordings recordings, TrafficSource traffic)
{
    private const int FlushBytes = 65_536;

    /// <summary>The sessions of the selected rows, each with the chunks in which these lie.</summary>
    public async Task<IReadOnlyList<Recording>> RecordAsync(Selection selection, CancellationToken cancellationToken)
    {
        var lens = selection.IsWhole ? Lens.Chunks : selection.Request.Lens;
        var taken = new List<Recording>();
        foreach (var rows in selection.Read(traffic, lens).GroupBy(static row => row.Session))
        {
            if (await recordings.FindAsync(rows.Key, cancellationToken) is { } all)
            {
                var numbers = rows.SelectMany(row => Touched(all, row)).ToHashSet();
                taken.Add(all.With(chunk => numbers.Contains(chunk.Seq)));
            }
        }

        return taken;
    }

    /// <summary>Writes the selected rows, each an object.</summary>
    public async Task WriteJsonAsync(PipeWriter output, Selection selection, CancellationToken cancellationToken)
    {
        var rows = selection.Read(traffic, selection.Request.Lens);
        var sessions = new Dictionary<long, RecordedRows>();
        foreach (var row in rows)
        {
            if (!sessions.ContainsKey(row.Session))
            {
                sessions[row.Session] = new RecordedRows(await recordings.FindAsync(row.Session, cancellationToken));
            }
        }

        await WriteJsonAsync(output, rows, session => sessions[session], cancellationToken);
    }

    /// <summary>Writes every chunk of a session, or every frame of it.</summary>
    public static Task WriteJsonAsync(PipeWriter output, Recording session, Lens lens, CancellationToken cancellationToken)
    {
        var rows = new RecordedRows(session);
        return WriteJsonAsync(output, RecordedRows.All(session, lens), _ => rows, cancellationToken);
    }

    private static async Task WriteJsonAsync(PipeWriter output, IEnumerable<TrafficRow> rows, Func<long, RecordedRows> sessions, CancellationToken cancellationToken)
    {
        using var json = new TrafficJson(output);
        foreach (var row in rows)
        {
            sessions(row.Session).Write(row, json);
            if (output.UnflushedBytes >= FlushBytes)
            {
                await output.FlushAsync(cancellationToken);
            }
        }

        await output.FlushAsync(cancellationToken);
    }

    // A frame has the number of the chunk it ended in; its bytes may have begun some chunks before.
    private static IEnumerable<long> Touched(Recording all, TrafficRow row) => row switch
    {
        { Direction: { } direction, Kind: not null, Offset: { } start } => all.Overlapping(direction, start, start + row.Length).Select(static chunk => chunk.Seq),
        { Direction: not null } => [row.Seq],
        _ => [],
    };
}
