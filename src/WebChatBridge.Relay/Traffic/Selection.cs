using WebChatBridge.Protocol;

namespace WebChatBridge.Relay;

/// <summary>A request, read: which rows it wants.</summary>
internal sealed class Selection
{
    private readonly HashSet<long>? sessions;

    public Selection(TrafficRequest request, TimeSpan? patience = null)
    {
        Lens = request.Lens;
        Direction = request.Lens == Lens.Events ? null : request.Direction;
        Filter = Filter.Parse(request.Filter, patience);
        sessions = request.Sessions is { Count: > 0 } some ? [.. some] : null;
    }

    public Lens Lens { get; }

    /// <summary>Null for both, and for events, which have none.</summary>
    public Direction? Direction { get; }

    public Filter Filter { get; }

    /// <summary>Why it chooses nothing any more: a pattern took too long. Null while that is not so.</summary>
    public Rejection? GaveUp => Filter.GivenUp is { } term
        ? new(ErrorCode.BadRequest, $"{term.Text} took too long on one row and was given up. A simpler pattern, or one with fewer repeats, is faster.")
        : null;

    public bool Wants(long session) => sessions is null || sessions.Contains(session);

    public bool Wants(Direction direction) => Direction is null || Direction == direction;

    public bool Wants(Sight sight) => Filter.IsEmpty || Filter.Matches(sight);

    /// <summary>The same for a row that was read without asking.</summary>
    public bool Chooses(Sight sight) => Wants(sight.Session) && (Direction is null || sight.Direction == Direction) && Wants(sight);
}
