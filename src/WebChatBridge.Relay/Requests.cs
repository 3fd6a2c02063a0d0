using WebChatBridge.Protocol;

namespace WebChatBridge.Relay;

/// <summary>Answers what a TCP client asks for beside posting. Owner: the core loop.</summary>
internal sealed class Requests(Core core, Seating seating, Delivery delivery, Replay replay, Func<string, string, Rejection?> invite)
{
    private const int MembersListed = 1_000;

    public void Answer(Session session, ClientRequest request)
    {
        switch (request)
        {
            case ClientRequest.Bye:
                seating.SayGoodbye(session);
                break;
            case ClientRequest.Invalid invalid:
                delivery.Tell(session, new ServerEvent.Error(invalid.Code, invalid.Text, invalid.Id));
                break;
            case ClientRequest.Ping:
                delivery.Tell(session, new ServerEvent.Pong());
                break;
            case ClientRequest.Pass:
                delivery.Tell(session, new ServerEvent.Notice("no secret is asked for here; yours was not said to anybody"));
                break;
            case ClientRequest.Rooms:
                delivery.Tell(session, new ServerEvent.Rooms(Rooms(session)));
                break;
            default:
                AnswerSeated(session, request);
                break;
        }
    }

    private void AnswerSeated(Session session, ClientRequest request)
    {
        if (session.Room is not { } room || !session.Seated)
        {
            delivery.Tell(session, new ServerEvent.Error(ErrorCode.NotHere, "Say hello first: {\"type\":\"hello\",\"name\":\"Tom\"}."));
            return;
        }

        switch (request)
        {
            case ClientRequest.Join join:
                Refuse(session, seating.Move(session, join.Room));
                break;
            case ClientRequest.Rename rename:
                Refuse(session, seating.Rename(session, rename.Name));
                break;
            case ClientRequest.Who:
                delivery.Tell(session, new ServerEvent.Who(
                    room.Name, [.. room.Members.Take(MembersListed).Select(static member => member.Who)], room.Members.Count));
                break;
            case ClientRequest.History history:
                replay.Answer(session, room, history);
                break;
            case ClientRequest.Partner { Kind: { } kind }:
                Refuse(session, invite(kind, room.Name));
                break;
            case ClientRequest.Partner:
                delivery.Tell(session, new ServerEvent.Notice(Partners.Listed));
                break;
            case ClientRequest.Help:
                delivery.Tell(session, new ServerEvent.Notice(LineCommands.Help));
                break;
            default:
                throw new InvalidOperationException($"Not a request: {request.GetType().Name}.");
        }
    }

    // Direct lines are nobody else's business, and rooms that only the log remembers are history.
    private List<RoomSummary> Rooms(Session session) =>
    [
        .. core.Rooms.All
            .Where(room => room.Kind != RoomKind.Direct && (room.Members.Count > 0 || room == session.Room))
            .OrderBy(static room => room.Name, StringComparer.Ordinal)
            .Select(static room => new RoomSummary(room.Name, room.Members.Count, room.LastSeq)),
    ];

    private void Refuse(Session session, Rejection? rejection)
    {
        if (rejection is not null)
        {
            delivery.Tell(session, new ServerEvent.Error(rejection.Code, rejection.Reason));
        }
    }
}
