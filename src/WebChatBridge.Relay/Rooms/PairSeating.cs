using WebChatBridge.Protocol;

namespace WebChatBridge.Relay;

/// <summary>Matches connections two by two in order of arrival into <c>pair-1</c>, <c>pair-2</c>, … Owner: the core loop.</summary>
internal sealed class PairSeating(RoomDirectory rooms)
{
    private Room? waiting;
    private int lowest = 1; // no number below it is free

    /// <summary>The room to sit in, and the name of the seat. The second one completes the pair.</summary>
    public (Room Room, string Name) Seat(Session session)
    {
        if (waiting is { Pair: { } pair } room)
        {
            waiting = null;
            pair.TakeSecondSeat(session.Id);
            return (room, Pair.SeatName(pair.Number, second: true));
        }

        var number = FirstFreeNumber();
        waiting = rooms.OpenPair(number, session.Id);
        return (waiting, Pair.SeatName(number, second: false));
    }

    /// <summary>A pair for this one alone: the other seat is a check-up's.</summary>
    public (Room Room, string Name) SeatWith(Session session, long checkUp)
    {
        var number = FirstFreeNumber();
        var room = rooms.OpenPair(number, session.Id);
        room.Pair!.TakeSecondSeat(-checkUp);
        return (room, Pair.SeatName(number, second: false));
    }

    /// <summary>Who waits in this room for the second seat to be taken; null in every other room.</summary>
    public Session? FirstSeat(Room? room) =>
        room is not null && room == waiting ? room.Members.Find(member => room.Pair!.Has(member.Id)) : null;

    /// <summary>The first seat left before the second came: the next one to come begins anew.</summary>
    public void Forget(Room room)
    {
        if (waiting == room)
        {
            waiting = null;
        }
    }

    /// <summary>Both seats are free: its number is given again.</summary>
    public void Free(Room room)
    {
        lowest = Math.Min(lowest, room.Pair!.Number);
        room.Pair = null;
    }

    private int FirstFreeNumber()
    {
        while (rooms.Find($"pair-{lowest}") is { Pair: not null })
        {
            lowest++;
        }

        return lowest;
    }
}
