using WebChatBridge.Protocol;

namespace WebChatBridge.Relay;

/// <summary>Who sits where and is called what: arriving, moving, renaming, leaving. docs/wire.md §3. Owner: the core loop.</summary>
internal sealed class Seating(Core core, Delivery delivery, Replay replay)
{
    private readonly Goodbyes goodbyes = new(core, delivery);

    /// <summary>A session has come: it gets a name and, unless it must say hello first, a seat.</summary>
    public void Arrive(Session session)
    {
        core.Sessions.Add(session);
        if (session.Endpoint is { Pairs: true })
        {
            SitInPair(session);
        }
        else
        {
            Name(session, NameRules.Speakable(session.Id));
            if (session.Endpoint is { SaysHello: false } endpoint)
            {
                Sit(session, core.Rooms.Open(endpoint.Options.Room));
                Welcome(session);
            }
        }

        core.Events.Changed(session);
    }

    /// <summary>It may not come in: it is told why, and is among the closed sessions from the start.</summary>
    public void Refuse(Session session, CloseReason reason)
    {
        core.Sessions.Add(session);
        Name(session, NameRules.Speakable(session.Id));
        End(session, new Signals.Ended(reason));
    }

    /// <summary>The first request of a json client.</summary>
    public void Greet(Session session, ClientRequest.Hello hello, IReadOnlyList<KnownPost> known)
    {
        if (session.Seated)
        {
            delivery.Tell(session, new ServerEvent.Error(ErrorCode.BadRequest, "hello was said already; use name and join."));
            return;
        }

        var wish = hello.Room ?? session.Endpoint!.Options.Room;
        if (Refusal(hello.Name) is { } nameRefused)
        {
            delivery.Tell(session, new ServerEvent.Error(ErrorCode.BadName, nameRefused));
            return;
        }

        if (RoomRefusal(wish) is { } roomRefused)
        {
            delivery.Tell(session, new ServerEvent.Error(roomRefused.Code, roomRefused.Reason));
            return;
        }

        if (hello.Client is { } client)
        {
            Replace(client, session);
            session.Client = client;
            core.Idempotency.Enter(client, known);
        }

        if (hello.Name is { } name)
        {
            Name(session, name);
        }

        var room = core.Rooms.Open(wish);
        Sit(session, room);
        Welcome(session);
        if (hello.After is { } after && after < room.LastSeq)
        {
            replay.Begin(session, room, after);
        }

        core.Events.Changed(session);
    }

    /// <summary>Moves a session to another room. Answers why it cannot.</summary>
    public Rejection? Move(Session session, string name)
    {
        if (session.Room?.Pair?.Has(session.Id) == true)
        {
            return new Rejection(ErrorCode.NotHere, "A seat of a pair stays where it is.");
        }

        if (RoomRefusal(name) is { } refused)
        {
            return refused;
        }

        var room = core.Rooms.Open(name);
        if (room == session.Room)
        {
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
        if (Refusal(wanted) is { } refused)
        {
            return new Rejection(ErrorCode.BadName, refused);
        }

        var was = session.Who.Name;
        Name(session, wanted);
        if (session.Room is { } room && session.Who.Name != was)
        {
            core.Events.Happened(room, PresenceChange.Renamed, session.Who, was);
            Presence(room, new ServerEvent.Presence(room.Name, PresenceChange.Renamed, session.Who, room.Members.Count, was), session, tellSelf: true);
        }

        core.Events.Changed(session);
        return null;
    }

    /// <summary>The goodbye of its dialect.</summary>
    public void SayGoodbye(Session session)
    {
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
        core.Names.Release(session); // whoever reconnects gets its name back at once
        if (session.Room is { Pair: { } pair } room && pair.Has(session.Id))
        {
            goodbyes.Vanish(session, room, pair);
        }

        core.Events.Changed(session);
    }

    /// <summary>Ends a session: out of its room, last words, done. Only the first reason counts.</summary>
    public void End(Session session, Signals.Ended how)
    {
        if (session.Closed is not null)
        {
            return;
        }

        Leave(session, how.Reason);
        session.DirectLines.ForEach(line => core.Rooms.Remove(line, session));
        core.Names.Release(session);
        core.Idempotency.Leave(session.PostsAs);
        session.End(core.Time.GetUtcNow(), how);
        LastWords(session, how.Reason);
        core.Sessions.Close(session);
        core.Events.Changed(session);
    }

    private void LastWords(Session session, CloseReason reason)
    {
        if (session.Outbox is not { } outbox || session.Input.Dialect is not { } dialect)
        {
            return;
        }

        // A header client that has got its framed goodbye already must not get a second one.
        if (!session.GoodbyeWritten)
        {
            var words = Encoding.Spell(dialect, new ServerEvent.Bye(reason.Sentence));
            if (reason.Code == CloseCode.TooSlow)
            {
                outbox.DropWaiting(words);
            }
            else if (reason.Code != CloseCode.SpokeForeign)
            {
                outbox.TryAppend(words);
            }
        }

        outbox.Complete();
    }

    private void SitInPair(Session session)
    {
        var (room, name) = core.Pairs.Seat(session);
        Name(session, name);
        Sit(session, room);
        if (room.Pair!.Complete && room.LastSeq > room.Pair.StartsAfter)
        {
            replay.Begin(session, room, room.Pair.StartsAfter);
        }
    }

    private void Sit(Session session, Room room, bool tellSelf = false)
    {
        delivery.Flush(room);
        core.Rooms.Add(room, session);
        (session.Room, session.Seated, session.SeatedAfter) = (room, true, room.LastSeq);
        core.Events.Happened(room, PresenceChange.Joined, session.Who);
        Presence(room, new ServerEvent.Presence(room.Name, PresenceChange.Joined, session.Who, room.Members.Count), session, tellSelf);
    }

    private void Leave(Session session, CloseReason? reason)
    {
        if (session.Room is not { } room)
        {
            return;
        }

        delivery.Flush(room);
        if (room.Pair is { } pair && pair.Has(session.Id))
        {
            goodbyes.Vanish(session, room, pair);
            core.Pairs.Forget(room);
        }

        var gone = core.Rooms.Remove(room, session);
        if (room.Pair is { } over && !room.Members.Any(member => over.Has(member.Id)))
        {
            room.Pair = null;
        }

        core.Events.Happened(room, PresenceChange.Left, session.Who, reason: reason);
        Presence(room, new ServerEvent.Presence(room.Name, PresenceChange.Left, session.Who, room.Members.Count, Reason: reason?.Sentence), session, tellSelf: false);
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

    private void Welcome(Session session)
    {
        var limits = core.Limits;
        delivery.Tell(session, new ServerEvent.Welcome(
            session.Id,
            session.Who.Name,
            session.Room!.Name,
            session.Room.LastSeq,
            new WireLimits(limits.MaxMessageBytes, limits.NameChars, limits.RoomBytes, limits.History),
            Relay.Version));
    }

    // The same program came back before its old connection was found dead.
    private void Replace(string client, Session by)
    {
        foreach (var former in core.Sessions.Open.Where(session => session.Client == client && session != by).ToList())
        {
            End(former, new Signals.Ended(new CloseReason(CloseCode.PeerClosed, $"the same client came back as session {by.Id}"), Reset: true));
        }
    }

    private void Name(Session session, string wanted) => session.Who = session.Who with { Name = core.Names.Claim(wanted, session) };

    private string? Refusal(string? name) => name is null ? null : NameRules.ReasonAgainstName(name, core.Limits.NameChars);

    private Rejection? RoomRefusal(string name)
    {
        if (NameRules.ReasonAgainstRoom(name, core.Limits.RoomBytes) is { } reason)
        {
            return new Rejection(ErrorCode.BadRoom, reason);
        }

        return core.Rooms.Find(name) is not { Members.Count: > 0 } && core.Rooms.LiveCount >= core.Limits.MaxRooms
            ? new Rejection(ErrorCode.Limit, $"There are {core.Rooms.LiveCount} rooms; the limit is {core.Limits.MaxRooms} (Relay:Limits:MaxRooms).")
            : null;
    }
}
