using System.Text;
using WebChatBridge.Protocol;

namespace WebChatBridge.Relay;

/// <summary>How a session comes in: its name, its seat, its welcome. docs/wire.md §3. Owner: the core loop.</summary>
internal sealed class Newcomers(Core core, Seating seating, Delivery delivery, Replay replay, CheckUps checkUps)
{
    private readonly Wishes wishes = new(core.Rooms, core.Limits);

    /// <summary>
    /// A session has come: it gets a name and, unless it must say hello first, a seat. A text client is welcomed and announced
    /// only when it has settled: an HTTP request must get nothing but its answer.
    /// </summary>
    public void Arrive(Session session)
    {
        core.Sessions.Add(session);
        checkUps.Claim(session);
        if (session is { Endpoint: { Pairs: true, SaysHello: false }, AsksSecret: false })
        {
            SitInPair(session, arrives: true);
        }
        else
        {
            seating.Name(session, SpeakableNames.For(session.Id));
            core.EventLog.Opened(session);
            if (session is { Endpoint.SeatsLate: false, AsksSecret: false })
            {
                seating.Take(session, Home(session));
            }
        }

        if (!session.AsksSecret)
        {
            AskName(session);
        }

        core.Events.Changed(session);
    }

    /// <summary>It has told the secret: what it would have got at its arrival it gets now.</summary>
    public void Admit(Session session)
    {
        if (session.Endpoint is { Pairs: true, SaysHello: false })
        {
            SitInPair(session);
            core.EventLog.Named(session);
            core.Events.Changed(session);
        }
        else if (session.Endpoint is { Options.FirstFrameIsName: true })
        {
            AskName(session);
        }
        else
        {
            Settle(session);
        }
    }

    /// <summary>A text client is what it should be.</summary>
    public void Settle(Session session)
    {
        // What turned out to be json says hello first.
        if (session.Closed is not null || session.Announced || session.Input.Dialect is JsonDialect)
        {
            return;
        }

        if (session.SecretDue)
        {
            delivery.Tell(session, new ServerEvent.Notice($"this endpoint asks for a secret first, {Secret.How(session.Input.Dialect!)}"));
            return;
        }

        if (!session.Seated)
        {
            seating.Take(session, Home(session));
            core.Events.Changed(session);
        }

        seating.Announce(session, tellSelf: false);
        Welcome(session);
        session.CheckUp?.Begin(session);
    }

    /// <summary>It was said to speak another dialect: who need not say hello any more sits down now.</summary>
    public void Spoke(Session session)
    {
        if (session is { Seated: false, Endpoint.SaysHello: true, Input.Dialect: not AutoDialect })
        {
            Settle(session);
        }
    }

    /// <summary>The first frame of a client that begins with its name: it is called so, or as nearly as can be, and sits down.</summary>
    public void Introduce(Session session, ReadOnlySpan<byte> wanted)
    {
        if (NameRules.Nearest(Encoding.UTF8.GetString(wanted), core.Limits.NameChars) is { } name)
        {
            seating.Name(session, name);
            core.EventLog.Named(session);
        }

        seating.Sit(session, Home(session));
        Welcome(session);
        session.CheckUp?.Begin(session);
        core.Events.Changed(session);
    }

    /// <summary>It may not come in: it is told why, and is among the closed sessions from the start.</summary>
    public void Refuse(Session session, Signals.Refused refused)
    {
        core.Sessions.Add(session);
        seating.Name(session, SpeakableNames.For(session.Id));
        core.EventLog.Refused(session, refused.Reason);
        session.GoodbyeWritten = refused.Mute; // it could not read one
        seating.End(session, new Signals.Ended(refused.Reason));
    }

    /// <summary>
    /// A json client with a stable id is about to be greeted: from here on its posts are remembered, and what the log has of
    /// them is read next. So none falls between the two.
    /// </summary>
    public bool Expect(Session session, string client)
    {
        if (session.Seated || session.Closed is not null)
        {
            return false;
        }

        core.Idempotency.Leave(session.PostsAs); // of a hello that was refused
        session.Client = client;
        core.Idempotency.Enter(client);
        return true;
    }

    /// <summary>The first request of a json client.</summary>
    public void Greet(Session session, ClientRequest.Hello hello, IReadOnlyList<KnownPost> known)
    {
        if (session.Seated)
        {
            delivery.Tell(session, new ServerEvent.Error(ErrorCode.BadRequest, "hello was said already; use name and join."));
            return;
        }

        if (hello.Client is { } client)
        {
            core.Idempotency.Learn(client, known);
        }

        if (session.Endpoint!.Pairs)
        {
            Replace(session);
            SitInPair(session);
            Welcome(session);
            core.Events.Changed(session);
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

        Replace(session);
        seating.Name(session, name);
        if (hello.Name is not null)
        {
            core.EventLog.Named(session);
        }

        var room = core.Rooms.Open(roomName);
        seating.Sit(session, room);
        Welcome(session);
        if (hello.After is { } after && after < room.LastSeq)
        {
            replay.Begin(session, room, after);
        }

        core.Events.Changed(session);
    }

    // Who is checked sits alone.
    private Room Home(Session session) =>
        core.Rooms.Open(session.CheckUp is { } checkUp ? CheckUps.RoomOf(checkUp) : session.Endpoint!.Options.Room);

    // Programs of this kind wait until they are asked, in words that they know.
    private void AskName(Session session)
    {
        if (session.Endpoint is { Options.NamePrompt: { Length: > 0 } prompt })
        {
            var asked = new ChatMessage { Room = "", At = session.OpenedAt, From = session.Who, Payload = Encoding.UTF8.GetBytes(prompt) };
            delivery.Tell(session, new ServerEvent.Message(asked, Attributed: false));
        }
    }

    private void SitInPair(Session session, bool arrives = false)
    {
        var (room, name) = session.CheckUp is { } checkUp ? core.Pairs.SeatWith(session, checkUp.Id) : core.Pairs.Seat(session);
        seating.Name(session, name);
        if (arrives)
        {
            core.EventLog.Opened(session);
        }

        seating.Sit(session, room);
        session.CheckUp?.Begin(session);
        if (room.Pair!.Complete && room.LastSeq > room.Pair.StartsAfter)
        {
            replay.Begin(session, room, room.Pair.StartsAfter);
        }

        seating.TellLate(session, room.Pair);
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
    private void Replace(Session by)
    {
        if (by.Client is not { } client)
        {
            return;
        }

        if (core.Clients.TryGetValue(client, out var former))
        {
            seating.End(former, new Signals.Ended(new CloseReason(CloseCode.PeerClosed, $"the same client came back as session {by.Id}"), Reset: true));
        }

        core.Clients[client] = by;
    }
}
