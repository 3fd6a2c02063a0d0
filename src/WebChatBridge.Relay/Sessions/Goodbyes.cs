using WebChatBridge.Protocol;

namespace WebChatBridge.Relay;

/// <summary>
/// How a pair ends: one direction at a time. A goodbye is passed on to the partner, who may still talk; when both have said
/// it, or the one who has not is gone, both are closed. docs/wire.md §3.2. Owner: the core loop.
/// </summary>
internal sealed class Goodbyes(Core core, Delivery delivery)
{
    /// <summary>A seat said goodbye.</summary>
    public void Say(Session session, Room room, Pair pair)
    {
        delivery.Flush(room);
        if (pair.SayGoodbye(session.Id))
        {
            PassOn(session, pair);
        }

        if (pair.Over)
        {
            CloseBoth(room, pair);
        }
    }

    /// <summary>A seat went without a word: it counts as having said goodbye.</summary>
    public void Vanish(Session session, Room room, Pair pair)
    {
        delivery.Flush(room);
        if (!pair.SayGoodbye(session.Id))
        {
            return;
        }

        PassOn(session, pair);
        if (pair.Over && pair.PartnerOf(session.Id) is { } id && core.Sessions.Find(id) is { } partner)
        {
            Close(partner);
        }
    }

    /// <summary>The second seat was taken when the first had said goodbye already: it is told after what was kept for it.</summary>
    public void TellLate(Session second, Pair pair)
    {
        if (pair.PartnerOf(second.Id) is { } first && pair.SaidGoodbye(first))
        {
            Tell(second);
        }
    }

    /// <summary>Writes the goodbye that waited for the replay. False when it does not fit.</summary>
    public static bool WriteDue(Session session)
    {
        var due = session.PartnerByeDue;
        session.PartnerByeDue = false;
        return !due || Write(session);
    }

    private void PassOn(Session from, Pair pair)
    {
        if (pair.PartnerOf(from.Id) is { } id && core.Sessions.Find(id) is { } partner)
        {
            Tell(partner);
        }
    }

    private void Tell(Session partner)
    {
        if (partner.Replaying)
        {
            partner.PartnerByeDue = true;
        }
        else if (!Write(partner))
        {
            delivery.TooSlow(partner);
        }
    }

    private static bool Write(Session partner)
    {
        switch (partner.Input.Dialect)
        {
            case HeaderDialect:
                partner.GoodbyeWritten = partner.Tell(new ServerEvent.Bye("the partner said goodbye"));
                return partner.GoodbyeWritten;
            case JsonDialect:
                return partner.Tell(new ServerEvent.Notice("the partner said goodbye"));
            default:
                return true; // a pipe of lines has no word for it
        }
    }

    private void CloseBoth(Room room, Pair pair)
    {
        foreach (var seat in room.Members)
        {
            if (pair.Has(seat.Id))
            {
                Close(seat);
            }
        }
    }

    // Through the queue: nobody is taken out while members are walked. A seat that is being replayed to gets its messages first.
    private void Close(Session seat)
    {
        var bye = new Signals.Ended(new CloseReason(CloseCode.Goodbye, "both sides said goodbye"));
        if (seat.Replaying)
        {
            seat.EndDue = bye;
        }
        else
        {
            core.Queue.Signal(seat, bye);
        }
    }
}
