using WebChatBridge.Protocol;

namespace WebChatBridge.Relay;

/// <summary>Who sits together, and how far its log is. Owner: the core loop.</summary>
internal sealed class Room(string name, RoomKind kind)
{
    private const int EventsKept = 200;
    private const int EventsKeptOfNobody = 20;
    private const int MembersShown = 50;

    private readonly Queue<RoomEvent> events = new();

    public string Name { get; } = name;

    public RoomKind Kind { get; } = kind;

    public List<Session> Members { get; } = [];

    /// <summary>The seats of a pair while one of them is taken.</summary>
    public Pair? Pair { get; set; }

    /// <summary>In the log, not delivered yet: what the batch at hand brought, and what waits while all members are behind.</summary>
    public Queue<Stored> Arriving { get; } = [];

    /// <summary>A client is checked here and sits alone: what it gets must be what it is checked with.</summary>
    public bool CheckedUp => Members.Exists(static member => member.CheckUp is not null);

    /// <summary>The batch at hand has something for it.</summary>
    public bool Touched { get; set; }

    /// <summary>Delivery goes on by itself when a member has caught up.</summary>
    public bool Held { get; set; }

    /// <summary>The sequence number of its newest message.</summary>
    public long LastSeq { get; set; }

    public DateTimeOffset? LastAt { get; private set; }

    public string? LastFrom { get; private set; }

    public IEnumerable<RoomEvent> Events => events;

    public void Advance(ChatMessage message)
    {
        // Not the message itself: its payload would stay for as long as the room.
        (LastSeq, LastAt, LastFrom) = (message.Seq, message.At, message.From.Name);
    }

    public void Remember(RoomEvent happened)
    {
        events.Enqueue(happened);
        if (events.Count > EventsKept)
        {
            events.Dequeue();
        }
    }

    /// <summary>Where nobody sits any more: there may be many rooms of that kind.</summary>
    public void ShrinkIfEmpty()
    {
        if (Members.Count > 0)
        {
            return;
        }

        while (events.Count > EventsKeptOfNobody)
        {
            events.Dequeue();
        }

        events.TrimExcess();
        Members.TrimExcess();
        Arriving.TrimExcess();
    }

    /// <summary>Whether a dialect that only has text must put the sender's name before it: not between the two seats of a pair.</summary>
    public bool Attributed(Sender from, Sender to) => Pair is null || !Pair.Has(from.Id) || !Pair.Has(to.Id);

    /// <summary>A message of the room as this reader is told it.</summary>
    public ServerEvent.Message Event(ChatMessage message, Session reader) =>
        new(message, Attributed(message.From, reader.Who), Kind == RoomKind.Direct);

    public RoomInfo Describe(int watching) => new()
    {
        Name = Name,
        Kind = Kind,
        LastSeq = LastSeq,
        LastAt = LastAt,
        LastFrom = LastFrom,
        MemberCount = Members.Count,
        Members = [.. Members.Take(MembersShown).Select(static member => member.Who)],
        Watching = watching,
    };
}
