using WebChatBridge.Protocol;

namespace WebChatBridge.Relay;

/// <summary>Who sits where and is called what: moving, renaming, leaving. docs/wire.md §3. Owner: the core loop.</summary>
internal sealed class Seating(Core core, Delivery delivery)
{
    private readonly Goodbyes goodbyes = new(core, delivery);
    private readonly Wishes wishes = new(core.Rooms, core.Limits);

    /// <summary>Moves a session to another room. Answers why it cannot.</summary>
    public Rejection? Move(Session session, string wanted)
    {
        if (session.Closed is { } closed)
        {
            return new Rejection(ErrorCode.NotHere, $"This session has ended: {closed.Reason.Sentence}.");
        }

        if (session.Room?.Pair?.Has(session.Id) == true)
        {
            return new Rejection(ErrorCode.NotHere, "A seat of a pair stays where it is.");
        }

        if (session.CheckUp is not null)
        {
            return new Rejection(ErrorCode.NotHere, "This client is being checked, and stays where it is until that is over.");
        }

        if (wishes.AgainstRoom(wanted, out var name) is { } refused)
        {
            return refused;
        }

        var room = core.Rooms.Open(name);
        if (room == session.Room)
        {
            // Nothing to announce, but whoever asked waits for an answer.
            delivery.Tell(session, new ServerEvent.Presence(room.Name, PresenceChange.Joined, session.Who, room.Members.Count));
            return null;
        }

        Leave(session, reason: null);
        Sit(session, room, tellSelf: true);
        core.Events.Changed(session);
        return null;
    }

    /// <summary>Gives a session another name. Answers why it cannot.</summary>
    public Rejection? Rename(Session session, string wanted)
    {
        if (session.Closed is { } closed)
        {
            return new Rejection(ErrorCode.NotHere, $"This session has ended: {closed.Reason.Sentence}.");
        }

        if (wishes.AgainstName(wanted, out var name) is { } refused)
        {
            return refused;
        }

        var was = session.Who.Name;
        Name(session, name);
        if (session.Who.Name != was)
        {
            core.EventLog.Renamed(session, was);
        }

        if (session.Room is { } room)
        {
            var renamed = new ServerEvent.Presence(room.Name, PresenceChange.Renamed, session.Who, room.Members.Count, was);
            if (session.Who.Name == was)
            {
                delivery.Tell(session, renamed);
                return null;
            }

            core.Events.Happened(room, PresenceChange.Renamed, session.Who, was);
            Presence(room, renamed, session, tellSelf: true);
        }

        core.Events.Changed(session);
        return null;
    }

    /// <summary>The goodbye of its dialect.</summary>
    public void SayGoodbye(Session session)
    {
        session.CheckUp?.See(new CheckUpSaw.Goodbye());
        if (session.Room is { Pair: { } pair } room && pair.Has(session.Id))
        {
            goodbyes.Say(session, room, pair);
            return;
        }

        End(session, new Signals.Ended(new CloseReason(CloseCode.Goodbye, "said goodbye")));
    }

    /// <summary>Its input has ended (FIN): what is on its way to it is still written for a grace.</summary>
    public void HalfClose(Session session)
    {
        if (session.Closed is not null)
        {
            return;
        }

        session.HalfClosedAt = core.Time.GetUtcNow();
        core.EventLog.HalfClosed(session);
        core.Names.Release(session); // whoever reconnects gets its name back at once
        if (session.Room is { Pair: { } pair } room && pair.Has(session.Id))
        {
            goodbyes.Vanish(session, room, pair);
        }

        session.CheckUp?.See(new CheckUpSaw.Finished());
        core.Events.Changed(session);
    }

    /// <summary>Ends a session: out of its room, last words, done. Only the first reason counts.</summary>
    public void End(Session session, Signals.Ended how)
    {
        if (session.Closed is not null)
        {
            return;
        }

        try
        {
            core.EventLog.Closed(session, how.Reason); // before the others hear of it
            Leave(session, how.Reason);
            LeaveLines(session);
            LastWords(session, how);
        }
        finally
        {
            // A fault in all that costs words. Without this it would cost a session that nobody could end any more.
            Forget(session);
            session.Outbox?.Complete();
            session.Close(core.Time.GetUtcNow(), how.Reason);
            core.Sessions.Close(session);
            session.Finish(how);
        }

        core.Events.Changed(session);
        session.CheckUp?.See(new CheckUpSaw.Ended(how.Reason));
    }

    // Wherever it still is.
    private void Forget(Session session)
    {
        foreach (var room in (Room?[])[session.Room, .. session.DirectLines ?? []])
        {
            if (room is not null)
            {
                core.Rooms.Remove(room, session);
            }
        }

        core.Names.Release(session);
        core.Idempotency.Leave(session.PostsAs);
        if (session.Client is { } client && core.Clients.GetValueOrDefault(client) == session)
        {
            core.Clients.Remove(client);
        }
    }

    private void LeaveLines(Session session)
    {
        foreach (var line in session.DirectLines ?? [])
        {
            delivery.CatchUp(session, line);
            var gone = core.Rooms.Remove(line, session);
            delivery.Repace(line);
            core.Events.Changed(line);
            if (gone)
            {
                core.Events.Gone(line);
            }
        }

        session.DirectLines = null;
    }

    private static void LastWords(Session session, Signals.Ended how)
    {
        var reason = how.Reason;
        if (session.Outbox is not { } outbox || session.Input.Dialect is not { } dialect)
        {
            return;
        }

        // A reset says nothing. A header client that has got its framed goodbye already must not get a second one; what speaks
        // HTTP gets none, and who types at a terminal and closed it needs none.
        var silent = how.Reset || session.GoodbyeWritten || reason.Code == CloseCode.SpokeForeign
            || (reason.Code == CloseCode.PeerClosed && session.TypedByPeople);
        if (reason.Code == CloseCode.TooSlow)
        {
            outbox.DropWaiting(); // and with it the goodbye, if one was written
            silent = how.Reset;
        }

        var label = new Label(FrameKind.Goodbye, dialect);
        outbox.Complete(
            session.Replies is { } replies ? LastReply(replies, how, ref label)
            : silent ? []
            : Speech.Spell(dialect, new ServerEvent.Bye(reason.Sentence)),
            label);
    }

    // Its goodbye is answered like everything it sends. For any other end it has not asked.
    private static ReadOnlySpan<byte> LastReply(Replies replies, Signals.Ended how, ref Label label)
    {
        var reply = how is { Reset: false, Reason.Code: CloseCode.Goodbye } ? replies.Next(out label) : default;
        replies.Drop();
        return reply;
    }

    /// <summary>Seats a session; the room is told.</summary>
    public void Sit(Session session, Room room, bool tellSelf = false)
    {
        Take(session, room);
        Announce(session, tellSelf);
    }

    /// <summary>The second seat of a pair is taken: it is told when the first has said goodbye before.</summary>
    public void TellLate(Session second, Pair pair) => goodbyes.TellLate(second, pair);

    /// <summary>Seats a session quietly.</summary>
    public void Take(Session session, Room room)
    {
        core.Rooms.Add(room, session);
        (session.Room, session.Seated, session.SeatedAfter) = (room, true, room.LastSeq);
        core.EventLog.Joined(session);
        core.Events.Changed(room);
    }

    /// <summary>Tells the room that it sits there.</summary>
    public void Announce(Session session, bool tellSelf)
    {
        var room = session.Room!;
        session.Announced = true;
        core.Events.Happened(room, PresenceChange.Joined, session.Who);
        Presence(room, new ServerEvent.Presence(room.Name, PresenceChange.Joined, session.Who, room.Members.Count), session, tellSelf);
    }

    private void Leave(Session session, CloseReason? reason)
    {
        if (session.Room is not { } room)
        {
            return;
        }

        if (room.Pair is { } pair && pair.Has(session.Id))
        {
            goodbyes.Vanish(session, room, pair);
            core.Pairs.Forget(room);
        }
        else if (!delivery.CatchUp(session, room) && reason is null)
        {
            delivery.TooSlow(session);
        }

        var gone = core.Rooms.Remove(room, session);
        delivery.Repace(room);
        if (room.Pair is { } over && !room.Members.Any(member => over.Has(member.Id)))
        {
            core.Pairs.Free(room);
        }

        if (session.Announced)
        {
            core.Events.Happened(room, PresenceChange.Left, session.Who, reason: reason);
            Presence(room, new ServerEvent.Presence(room.Name, PresenceChange.Left, session.Who, room.Members.Count, Reason: reason?.Sentence), session, tellSelf: false);
        }

        room.ShrinkIfEmpty();
        core.Events.Changed(room);
        if (gone)
        {
            core.Events.Gone(room);
        }
    }

    private void Presence(Room room, ServerEvent.Presence change, Session subject, bool tellSelf)
    {
        if (room.Members.Count <= core.Limits.PresenceMembers)
        {
            delivery.Announce(room, change, except: subject);
        }

        if (tellSelf)
        {
            delivery.Tell(subject, change);
        }
    }

    /// <summary>Gives it the name, or the next free one like it.</summary>
    public void Name(Session session, string wanted) => session.Who = session.Who with { Name = core.Names.Claim(wanted, session) };
}
