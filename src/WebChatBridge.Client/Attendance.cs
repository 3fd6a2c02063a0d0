using WebChatBridge.Protocol;

namespace WebChatBridge.Client;

/// <summary>
/// Who and where we are, from what the relay says: name, room, what was seen, whether we are wanted. No socket. Written by the
/// read loop alone.
/// </summary>
internal sealed class Attendance
{
    private readonly RelayClientOptions options;
    private readonly PostLedger ledger;
    private readonly SeenMessages seen = new();
    private RelayNews.Ended? verdict;
    private bool everWelcomed;

    public Attendance(RelayClientOptions options, PostLedger ledger)
    {
        this.options = options;
        this.ledger = ledger;
        seen.StartAfter(options.After);
        Name = options.Name;
        Room = options.Room;
    }

    public string? Name { get; private set; }

    public string? Room { get; private set; }

    public long Session { get; private set; }

    /// <summary>How many connections there were, the present one included.</summary>
    public int Connections { get; private set; }

    /// <summary>Whether the present connection may be used; json waits for the welcome.</summary>
    public bool Welcomed { get; private set; }

    /// <summary>Why the relay does not go on with us, as far as it said.</summary>
    public string? Refusal { get; private set; }

    /// <summary>Messages said while we were away, as the last welcome told.</summary>
    public long Missed { get; private set; }

    /// <summary>Whether the other side has said goodbye for good.</summary>
    public bool SaidGoodbye => verdict is { Why: RelayEnd.Goodbye };

    /// <summary>A connection begins; answers what is said first on it.</summary>
    public ClientRequest.Hello Begin()
    {
        Connections++;
        Refusal = null;
        Welcomed = options.Dialect != RelayDialect.Json;
        everWelcomed |= Welcomed;
        return new ClientRequest.Hello(Name, Room, options.ClientId, seen.After, options.Token);
    }

    /// <summary>A connection has ended: how that ends the client; null when it is to be made anew.</summary>
    public RelayNews.Ended? Verdict(string reason, bool leaving)
    {
        if (verdict is not null || leaving)
        {
            return verdict ?? new RelayNews.Ended(RelayEnd.Goodbye, "left");
        }

        if (!Welcomed && !everWelcomed)
        {
            return new RelayNews.Ended(Refusal is null ? RelayEnd.Lost : RelayEnd.Rejected, reason);
        }

        return options.Reconnect ? null : new RelayNews.Ended(RelayEnd.Lost, reason);
    }

    /// <summary>Keeps what we know of ourselves in step; answers whether the event is news.</summary>
    public bool Hear(ServerEvent what)
    {
        switch (what)
        {
            case ServerEvent.Welcome welcome:
                Missed = Welcomed ? 0 : Math.Max(0, welcome.Seq - (seen.After ?? welcome.Seq));
                seen.Enter(welcome.Room, welcome.Seq, resumed: !Welcomed && seen.After is not null);
                Welcomed = everWelcomed = true;
                (Session, Name, Room) = (welcome.Session, welcome.Name, welcome.Room);
                return true;
            case ServerEvent.Message message:
                return message.Direct || seen.Add(message.Content.Room, message.Content.Seq);
            case ServerEvent.Ack ack:
                ledger.Settle(ack.Id, new PostReceipt(PostOutcome.Stored, ack.Seq, Seen: !seen.Add(ack.Room, ack.Seq)));
                return true;
            case ServerEvent.Presence presence when presence.Subject.Id == Session && Session != 0:
                Name = presence.Subject.Name;
                Move(presence);
                return true;
            case ServerEvent.Error error:
                ledger.Settle(error.Id, new PostReceipt(PostOutcome.Refused, Reason: error.Text));
                Refusal = Welcomed ? Refusal : error.Text;
                return true;
            case ServerEvent.Bye bye:
                Depart(bye.Reason);
                return true;
            default:
                return true;
        }
    }

    private void Move(ServerEvent.Presence ours)
    {
        if (ours.Change == PresenceChange.Joined)
        {
            Room = ours.Room;
            seen.Move(ours.Room);
        }
    }

    private void Depart(string reason)
    {
        Refusal = reason;
        if (options.Dialect == RelayDialect.Header64)
        {
            verdict = new RelayNews.Ended(RelayEnd.Goodbye, "the other side said goodbye");
        }
        else if (!Welcomed || reason.StartsWith("closed by ", StringComparison.Ordinal))
        {
            verdict = new RelayNews.Ended(RelayEnd.Rejected, reason);
        }
    }
}
