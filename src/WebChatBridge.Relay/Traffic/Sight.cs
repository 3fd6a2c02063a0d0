using System.Text;
using WebChatBridge.Protocol;

namespace WebChatBridge.Relay;

/// <summary>A row of traffic before it is one: with all of its bytes, so that a filter looks into all of them.</summary>
internal sealed class Sight : IFilterable
{
    private readonly Tap? tap;
    private ReadOnlyMemory<byte>? bytes;
    private string? text;
    private IReadOnlyList<string>? hints;

    private Sight(Tap? tap) => this.tap = tap;

    public required long Seq { get; init; }

    public int Part { get; init; }

    public required long At { get; init; }

    public required long Session { get; init; }

    public required string Name { get; init; }

    public string? Room { get; init; }

    public Direction? Direction { get; init; }

    public long? Offset { get; init; }

    public int Length { get; init; }

    /// <summary>Framing before the body, which a row does not show.</summary>
    public int Head { get; init; }

    /// <summary>Those a row carries, at the least.</summary>
    public required byte[] Content { get; init; }

    /// <summary>All of them; read only when somebody asks.</summary>
    public ReadOnlyMemory<byte> Bytes => bytes ??= Whole();

    public bool Cut => Event is null && Kind is null;

    public string Text => text ??= Bytes.IsEmpty ? "" : Encoding.UTF8.GetString(Bytes.Span);

    public FrameKind? Kind { get; init; }

    public long? MessageSeq { get; init; }

    public string? Event { get; init; }

    public string? Sentence { get; init; }

    public string? Note { get; init; }

    /// <summary>Looked for only when somebody asks: a filter, or the row.</summary>
    public IReadOnlyList<string> Hints => hints ??= FindHints();

    public static Sight Of(Tap tap, Chunk chunk) => new(tap)
    {
        Seq = chunk.Seq,
        At = chunk.At,
        Session = tap.Id,
        Name = tap.Name,
        Room = tap.Room,
        Direction = chunk.Direction,
        Offset = chunk.Offset,
        Length = chunk.Bytes.Length,
        Content = chunk.Bytes,
        Note = chunk.Note,
    };

    public static Sight Of(Tap tap, CapturedFrame frame, int part) => new(tap)
    {
        Seq = frame.Seq,
        Part = part,
        At = frame.At,
        Session = tap.Id,
        Name = tap.Name,
        Room = frame.Mark.Room ?? tap.Room,
        Direction = frame.Mark.Direction,
        Offset = frame.Mark.Start,
        Length = (int)(frame.Mark.End - frame.Mark.Start),
        Head = frame.Mark.Head,
        Content = frame.Content,
        Kind = frame.Mark.Kind,
        MessageSeq = frame.Mark.Seq,
        Note = frame.Note,
    };

    public static Sight Of(SessionEvent happened) => new(tap: null)
    {
        Seq = happened.Seq,
        At = happened.At,
        Session = happened.Session,
        Name = happened.Name,
        Room = happened.Room,
        Content = happened.Evidence,
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
        Content = Content.Length > TrafficRow.ContentBytes ? Content[..TrafficRow.ContentBytes] : Content,
        Kind = Kind,
        Room = Room,
        MessageSeq = MessageSeq,
        Event = Event,
        Sentence = Sentence,
        Hints = Hints,
        Note = Note,
    };

    // A frame comes with its beginning only; a long one is read when a filter wants to look into it.
    private ReadOnlyMemory<byte> Whole() => Kind is not null && Content.Length < Length - Head
        ? tap!.Ring.Bytes(Direction!.Value, Offset!.Value + Head, Length - Head)
        : Content;

    private List<string> FindHints()
    {
        if (tap is null || Direction is not { } direction || Offset is not { } start)
        {
            return [];
        }

        return [.. tap.Hints().Where(hint => hint.Touches(direction, start, start + Length)).Select(static hint => hint.Code).Distinct(StringComparer.Ordinal)];
    }
}
