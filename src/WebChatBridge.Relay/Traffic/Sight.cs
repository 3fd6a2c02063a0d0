using System.Text;
using WebChatBridge.Protocol;

namespace WebChatBridge.Relay;

/// <summary>A row of traffic before it is one: with all of its bytes, so that a filter looks into all of them.</summary>
internal sealed class Sight : IFilterable
{
    private readonly ITap? tap;
    private string? text;
    private IReadOnlyList<string>? hints;

    private Sight(ITap? tap) => this.tap = tap;

    public required long Seq { get; init; }

    public int Part { get; init; }

    public required long At { get; init; }

    public required long Session { get; init; }

    public required string Name { get; init; }

    public string? Room { get; init; }

    public Direction? Direction { get; init; }

    public long? Offset { get; init; }

    public int Length { get; init; }

    public ReadOnlyMemory<byte> Bytes { get; init; }

    public bool Cut => Event is null && Kind is null;

    public string Text => text ??= Bytes.IsEmpty ? "" : Encoding.UTF8.GetString(Bytes.Span);

    public FrameKind? Kind { get; init; }

    public long? MessageSeq { get; init; }

    public string? Event { get; init; }

    public string? Sentence { get; init; }

    public string? Note { get; init; }

    /// <summary>Looked for only when somebody asks: a filter, or the row.</summary>
    public IReadOnlyList<string> Hints => hints ??= FindHints();

    public static Sight Of(ITap tap, Chunk chunk) => new(tap)
    {
        Seq = chunk.Seq,
        At = chunk.At,
        Session = tap.Session,
        Name = tap.Name,
        Room = tap.Room,
        Direction = chunk.Direction,
        Offset = chunk.Offset,
        Length = chunk.Bytes.Length,
        Bytes = chunk.Bytes,
        Note = chunk.Note,
    };

    public static Sight Of(ITap tap, KeptFrame frame, int part)
    {
        var mark = frame.Mark;
        var missing = (int)(mark.End - mark.Start) - frame.Bytes.Length;
        return new Sight(tap)
        {
            Seq = frame.Seq,
            Part = part,
            At = frame.At,
            Session = tap.Session,
            Name = tap.Name,
            Room = mark.Room ?? tap.Room,
            Direction = mark.Direction,
            Offset = mark.Start,
            Length = (int)(mark.End - mark.Start),
            Bytes = frame.Bytes[Math.Clamp(mark.Head - missing, 0, frame.Bytes.Length)..],
            Kind = mark.Kind,
            MessageSeq = mark.Seq,
            Note = frame.Note,
        };
    }

    public static Sight Of(SessionEvent happened) => new(tap: null)
    {
        Seq = happened.Seq,
        At = happened.At,
        Session = happened.Session,
        Name = happened.Name,
        Room = happened.Room,
        Bytes = happened.Evidence,
        Event = happened.What,
        Sentence = happened.Sentence,
    };

    public TrafficRow ToRow() => new()
    {
        Seq = Seq,
        Part = Part,
        At = At,
        Session = Session,
        Name = Name,
        Direction = Direction,
        Offset = Offset,
        Length = Length,
        Content = Bytes[..Math.Min(Bytes.Length, TrafficRow.ContentBytes)].ToArray(),
        Kind = Kind,
        Room = Room,
        MessageSeq = MessageSeq,
        Event = Event,
        Sentence = Sentence,
        Hints = Hints,
        Note = Note,
    };

    // A hint on a moment, not on bytes, belongs to the row that holds its place.
    private List<string> FindHints()
    {
        if (tap is null || Offset is not { } start)
        {
            return [];
        }

        var end = start + Length;
        var codes = new List<string>();
        foreach (var hint in tap.Hints())
        {
            var touches = hint.Start == hint.End ? hint.Start >= start && hint.Start < end : hint.Start < end && hint.End > start;
            if (hint.Direction == Direction && touches && !codes.Contains(hint.Code))
            {
                codes.Add(hint.Code);
            }
        }

        return codes;
    }
}
