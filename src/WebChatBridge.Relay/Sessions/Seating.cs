using WebChatBridge.Protocol;

namespace WebChatBridge.Relay;

/// <summary>Who sits where and is called what: arriving, moving, renaming, leaving. docs/wire.md §3. Owner: the core loop.</summary>
internal sealed class Seating(Core core, Delivery delivery, Replay replay)
{
    private readonly Goodbyes goodbyes = new(core, delivery);
    private readonly Wishes wishes = new(core.Rooms, core.Limits);

    /// <summary>
    /// A session has come: it gets a name and, unless it must say hello first, a seat. A text client is welcomed and announced
    /// only when it has settled: an HTTP request must get nothing but its answer.
    /// </summary>
    public void Arrive(Session session)
    {
        core.Sessions.Add(session);
        if (session.Endpoint is { Pairs: true })
        {
            SitInPair(session);
        }
        else
        {
            Name(session, SpeakableNames.For(session.Id));
            if (session.Endpoint is { SaysHello: false } endpoint)
            {
                Take(session, core.Rooms.Open(endpoint.Options.Room));
            }
        }

        core.Events.Changed(session);
    }

    /// <summary>A text client is what it should be.</summary>
    public void Settle(Session session)
    {
        if (session.Closed is null)
        {
            Announce(session, tellSelf: false);
            Welcome(session);
        }
    }

    /// <summary>It may not come in: it is told why, and is among the closed sessions from the start.</summary>
    public void Refuse(Session session, CloseReason reason)
    {
        core.Sessions.Add(session);
        Name(session, SpeakableNames.For(session.Id));
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

        if (wishes.AgainstName(hello.Name ?? session.Who.Name, out var name) is { } nameRefused)
        {
            delivery.Tell(session, new ServerEvent.Error(nameRefused.Code, nameRefused.Reason));
            return;
        }

        if (wishes.AgainstRoom(hello.Room ?? session.Endpoint!.Options.Room, out var roomName) is { } roomRefused)
        {
            delivery.Tell(session, new ServerEvent.Error(roomRefused.Code, roomRefused.Reason));
            return;
        }

        if (hello.Client is { } client)
        {
            Replace(client, session);
            session.Client = client;
            core.Clients[client] = session;
            core.Idempotency.Enter(client, known);
        }

        Name(session, name);
        var room = core.Rooms.Open(roomName);
        Sit(session, room);
        Welcome(session);
        if (hello.After is { } after && after < room.LastSeq)
        {
            replay.Begin(session, room, after);
        }

        core.Events.Changed(session);
    }

    /// <summary>Moves a session to another room. Answers why it cannot.</summary>
    public Rejection? Move(Session session, string wanted)
    {
        if (session.Room?.Pair?.Has(session.Id) == true)
        {
            return new Rejection(ErrorCode.NotHere, "A seat of a pair stays where it is.");
        }

        if (wishes.AgainstRoom(wanted, out var name) is { } refused)
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
        if (wishes.AgainstName(wanted, out var name) is { } refused)
        {
            return refused;
        }

        var was = session.Who.Name;
        Name(session, name);
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
        if (session.Client is { } client && core.Clients.GetValueOrDefault(client) == session)
        {
            core.Clients.Remove(client);
        }

        session.End(core.Time.GetUtcNow(), how);
        LastWords(session, how.Reason);
        core.Sessions.Close(session);
        core.Events.Changed(session);
    }

    private static void LastWords(Session session, CloseReason reason)
    {
        if (session.Outbox is not { } outbox || session.Input.Dialect is not { } dialect)
        {
            return;
        }

        // A header client that has got its framed goodbye already must not get a second one.
        if (!session.GoodbyeWritten)
        {
            var words = Speech.Spell(dialect, new ServerEvent.Bye(reason.Sentence));
            if (reason.Code == CloseCode.TooSlow)
            {
                outbox.DropWaiting(words);
            }
            else if (reason.Code != CloseCode.SpokeForeign && !(reason.Code == CloseCode.PeerClosed && session.Endpoint!.TypedByPeople))
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
        Take(session, room);
        Announce(session, tellSelf);
    }

    private void Take(Session session, Room room)
    {
        delivery.Flush(room);
        core.Rooms.Add(room, session);
        (session.Room, session.Seated, session.SeatedAfter) = (room, true, room.LastSeq);
        core.Events.Changed(room);
    }

    private void Announce(Session session, bool tellSelf)
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

        if (session.Announced)
        {
            core.Events.Happened(room, PresenceChange.Left, session.Who, reason: reason);
            Presence(room, new ServerEvent.Presence(room.Name, PresenceChange.Left, session.Who, room.Members.Count, Reason: reason?.Sentence), session, tellSelf: false);
        }

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
        if (core.Clients.TryGetValue(client, out var former))
        {
            End(former, new Signals.Ended(new CloseReason(CloseCode.PeerClosed, $"the same client came back as session {by.Id}"), Reset: true));
        }
    }

    private void Name(Session session, string wanted) => session.Who = session.Who with { Name = core.Names.Claim(wanted, session) };
}
