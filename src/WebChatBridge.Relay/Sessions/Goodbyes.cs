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

    /// <summary>Writes the goodbye that waited for the replay.</summary>
    public static void WriteDue(Session session)
    {
        if (session.PartnerByeDue)
        {
            session.PartnerByeDue = false;
            Write(session);
        }
    }

    private void PassOn(Session from, Pair pair)
    {
        if (pair.PartnerOf(from.Id) is not { } id || core.Sessions.Find(id) is not { } partner)
        {
            return;
        }

        if (partner.Replaying)
        {
            partner.PartnerByeDue = true;
        }
        else
        {
            Write(partner);
        }
    }

    private static void Write(Session partner)
    {
        if (partner.Input.Dialect is HeaderDialect && partner.Tell(new ServerEvent.Bye("the partner said goodbye")))
        {
            partner.GoodbyeWritten = true;
        }
    }

    private void CloseBoth(Room room, Pair pair)
    {
        foreach (var seat in room.Members.Where(member => pair.Has(member.Id)).ToList())
        {
            Close(seat);
        }
    }

    // Through the queue: a seat that is being replayed to gets its messages first, and nobody is taken out while members are walked.
    private void Close(Session seat)
    {
        var bye = new Signals.Ended(new CloseReason(CloseCode.Goodbye, "both sides said goodbye"));
        if (seat.Replaying)
        {
            seat.Reading = seat.Reading.ContinueWith(
                _ => core.Queue.Signal(seat, bye), CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        }
        else
        {
            core.Queue.Signal(seat, bye);
        }
    }
}
