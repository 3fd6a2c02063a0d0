using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.WebUtilities;
using WebChatBridge.Protocol;

namespace WebChatBridge.Web.State;

/// <summary>What the Traffic page shows, as it stands in its URL.</summary>
public sealed record TrafficAddress
{
    /// <summary>The page.</summary>
    public const string Path = "/traffic";

    private static readonly string[] Kinds = ["msg", "chunk", "event"];

    /// <summary>Only these sessions; empty for all.</summary>
    public IReadOnlyList<long> Sessions { get; init; } = [];

    /// <summary>Only this direction; null for both.</summary>
    public Direction? Direction { get; init; }

    /// <summary>How traffic is cut into rows.</summary>
    public Lens Lens { get; init; }

    /// <summary>The filter as it was typed.</summary>
    public string Filter { get; init; } = "";

    /// <summary>Show every row and mark what matches, instead of leaving the others out.</summary>
    public bool Highlight { get; init; }

    /// <summary>Rows up to this number were cleared away.</summary>
    public long? Since { get; init; }

    /// <summary>The last row shown, paused.</summary>
    public long? Paused { get; init; }

    /// <summary>The selected row.</summary>
    public TrafficPlace? At { get; init; }

    /// <summary>The bytes of it that are pointed at.</summary>
    public ByteSelection? Bytes { get; init; }

    /// <summary>How the inspector shows them.</summary>
    public InspectorView View { get; init; }

    /// <summary>With <see cref="MessageSeq"/>: the message whose chunk is sought, before the address is a place.</summary>
    public string? Room { get; init; }

    /// <summary>The sought message's number in its room.</summary>
    public long? MessageSeq { get; init; }

    /// <summary>Whether this still has to be turned into a place.</summary>
    public bool Seeks => Room is not null && MessageSeq is not null && Sessions.Count > 0;

    /// <summary>What is asked of the relay, without a place.</summary>
    public TrafficRequest Request => new(Lens, Highlight ? "" : Filter, Sessions, Direction);

    /// <summary>The page's address, without what goes without saying.</summary>
    public string Url
    {
        get
        {
            var url = new StringBuilder(Path);
            Add("s", Sessions.Count == 0 ? null : string.Join(',', Sessions), escaped: true);
            Add("room", Room);
            Add("seq", Number(MessageSeq));
            Add("dir", Direction?.ToString().ToLowerInvariant());
            Add("kind", Lens == Lens.Messages ? null : Kinds[(int)Lens]);
            Add("q", Filter.Length == 0 ? null : Filter);
            Add("mode", Highlight ? "highlight" : null);
            Add("since", Number(Since));
            Add("paused", Number(Paused));
            Add("at", At?.ToString());
            Add("b", At is null ? null : Bytes?.ToString());
            Add("view", View == InspectorView.Text ? null : View.ToString().ToLowerInvariant());
            return url.ToString();

            void Add(string name, string? value, bool escaped = false)
            {
                if (value is not null)
                {
                    url.Append(url.Length == Path.Length ? '?' : '&').Append(name).Append('=').Append(escaped ? value : Uri.EscapeDataString(value));
                }
            }
        }
    }

    /// <summary>Reads an address; what makes no sense counts as not said.</summary>
    public static TrafficAddress Parse(string uri)
    {
        var mark = uri.IndexOf('?', StringComparison.Ordinal);
        var query = QueryHelpers.ParseQuery(mark < 0 ? "" : uri[mark..].Split('#')[0]);
        string? Said(string name) => query.TryGetValue(name, out var values) ? values[^1] : null;
        return new TrafficAddress
        {
            Sessions = [.. (Said("s") ?? "").Split(',').Select(Number).OfType<long>().Distinct()],
            Direction = Named<Direction>(Said("dir")),
            Lens = (Lens)Math.Max(0, Array.IndexOf(Kinds, Said("kind"))),
            Filter = Said("q") ?? "",
            Highlight = Said("mode") == "highlight",
            Since = Number(Said("since")),
            Paused = Number(Said("paused")),
            At = TrafficPlace.Parse(Said("at")),
            Bytes = ByteSelection.Parse(Said("b")),
            View = Named<InspectorView>(Said("view")) ?? InspectorView.Text,
            Room = Said("room"),
            MessageSeq = Number(Said("seq")),
        };
    }

    /// <summary>Whether both show the same rows, wherever in them they stand.</summary>
    public bool AsksLike(TrafficAddress other) =>
        Lens == other.Lens && Direction == other.Direction && Request.Filter == other.Request.Filter && Since == other.Since
        && Sessions.SequenceEqual(other.Sessions);

    private static T? Named<T>(string? text)
        where T : struct, Enum => Enum.TryParse<T>(text, ignoreCase: true, out var value) && Enum.IsDefined(value) && !char.IsAsciiDigit(text![0]) ? value : null;

    private static long? Number(string? text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static string? Number(long? number) => number?.ToString(CultureInfo.InvariantCulture);
}
