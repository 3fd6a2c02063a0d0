using System.Text;
using WebChatBridge.Protocol;

namespace WebChatBridge.Web.Tests;

/// <summary>Traffic that tests are made of: a row a millisecond after noon, in turn from tom and to jerry.</summary>
public static class TrafficSamples
{
    public static TrafficRow Row(long seq, string text = "hello\n", Direction direction = Direction.In, int part = 0) => new()
    {
        Seq = seq,
        Part = part,
        At = (Samples.Noon.ToUnixTimeMilliseconds() + seq) * 1_000,
        Session = direction == Direction.In ? Samples.Tom.Id : Samples.Jerry.Id,
        Name = direction == Direction.In ? Samples.Tom.Name : Samples.Jerry.Name,
        Direction = direction,
        Offset = 6 * seq,
        Length = Encoding.UTF8.GetByteCount(text),
        Content = Encoding.UTF8.GetBytes(text),
        Kind = FrameKind.Message,
        Room = "lobby",
        MessageSeq = seq,
    };

    /// <summary>Rows first … last.</summary>
    public static IReadOnlyList<TrafficRow> Rows(long first, long last) =>
        [.. Enumerable.Range(0, (int)(last - first + 1)).Select(i => Row(first + i, $"line {first + i}\n"))];

    /// <summary>Answers pages from kept rows as the relay does, by number and filter.</summary>
    public static TrafficPage Page(IReadOnlyList<TrafficRow> kept, TrafficQuery query)
    {
        var filter = Filter.Parse(query.Request.Filter);
        var matching = kept.Where(row => filter.Matches(row)
            && (query.Request.Direction is not { } direction || row.Direction == direction)
            && (query.Request.Sessions is not [_, ..] || query.Request.Sessions.Contains(row.Session))).ToList();
        var page = query switch
        {
            { Before: { } before } => matching.Where(row => row.Seq < before).ToList(),
            { After: { } after } => matching.Where(row => row.Seq > after).ToList(),
            _ => matching,
        };
        return new TrafficPage([.. query.After is null || query.Before is not null ? page.TakeLast(query.Limit) : page.Take(query.Limit)], page.Count > query.Limit, matching.Count, kept.Count);
    }

    /// <summary>The first batch of a stream.</summary>
    public static TrafficBatch First(IReadOnlyList<TrafficRow> rows, long skipped = 0) => new()
    {
        Snapshot = true,
        Rows = rows,
        Skipped = skipped,
        Newest = rows.Count == 0 ? 0 : rows[^1].Seq,
    };

    /// <summary>A batch after that.</summary>
    public static TrafficBatch Next(params IReadOnlyList<TrafficRow> rows) => new() { Rows = rows, Newest = rows.Count == 0 ? 0 : rows[^1].Seq };

    /// <summary>A batch for who only counts.</summary>
    public static TrafficBatch Count(long rows, long newest, bool first = false) => new() { Snapshot = first, Skipped = rows, Newest = newest };
}
