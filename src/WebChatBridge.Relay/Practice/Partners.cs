using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using WebChatBridge.Protocol;

namespace WebChatBridge.Relay;

/// <summary>
/// Practice partners: programs inside the relay that join a room when asked, and are served like everybody else. They leave when
/// nobody is there for them any more. docs/wire.md §3.3. Owner: the core loop.
/// </summary>
internal sealed partial class Partners(Relay relay, ILogger logger)
{
    /// <summary>Most of them in one room.</summary>
    public const int PerRoom = 3;

    /// <summary>Most of them in all.</summary>
    public const int InAll = 30;

    private const int BufferBytes = 65_536;

    // A page that is loaded anew is gone for a moment.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(30);

    private readonly Core core = relay.Core;
    private readonly FaultInjection faults = new(relay);
    private readonly Wishes wishes = new(relay.Core.Rooms, relay.Core.Limits);
    private readonly Endpoint door = new(
        new EndpointOptions { Name = "practice", Dialect = "json" }, new JsonDialect(relay.Core.Limits.MaxMessageBytes), LoopbackOnly: true);

    // Written by the core loop, read by the partners, who must know each other.
    private readonly ConcurrentDictionary<long, PartnerHere> here = new();

    /// <summary>What <c>/partner</c> alone is answered with.</summary>
    public static string Listed { get; } = string.Join('\n',
    [
        "practice partners; /partner NAME asks one to join:",
        .. PartnerKind.All.Select(static kind => $"{kind.Name,-10} {kind.Sentence}"),
    ]);

    /// <summary>Whether there is any to look after.</summary>
    public bool Any => !here.IsEmpty;

    /// <summary>Asks a partner into a room. Answers why none comes.</summary>
    public Rejection? Invite(string wanted, string roomWanted)
    {
        if (PartnerKind.Find(wanted) is not { } kind)
        {
            return new Rejection(ErrorCode.NotFound, $"There is no partner \"{Shorten(wanted)}\"; there are {string.Join(", ", PartnerKind.All.Select(static known => known.Name))}.");
        }

        if (wishes.AgainstRoom(roomWanted, out var room) is { } refused)
        {
            return refused;
        }

        if (here.Values.Count(partner => IsIn(partner, room)) >= PerRoom)
        {
            return new Rejection(ErrorCode.Limit, $"{PerRoom} practice partners are in {room} already, and more do not come at once.");
        }

        if (here.Count >= InAll)
        {
            return new Rejection(ErrorCode.Limit, $"{InAll} practice partners are busy, and there are no more.");
        }

        Begin(kind, room, core.Pairs.FirstSeat(core.Rooms.Find(room)));
        return null;
    }

    /// <summary>Looks after them: who is alone leaves, and so does who has stayed long enough. Asked a few times a second.</summary>
    public void Look(DateTimeOffset now)
    {
        foreach (var partner in here.Values.Where(static partner => partner.Session.Closed is null))
        {
            partner.AloneSince = HasCompany(partner.Session) ? null : partner.AloneSince ?? now;
            if (now - partner.AloneSince >= Patience || now - partner.Session.OpenedAt >= Longest)
            {
                partner.AtWire.Dismiss();
            }

            if (!partner.ToldGoodbye && OtherSaidGoodbye(partner.Session))
            {
                partner.ToldGoodbye = true;
                partner.AtWire.Tell(new Cue.Goodbye());
            }

            partner.Mistreatment?.Reach(Company(partner.Session));
        }
    }

    /// <summary>Takes no more of what they say; done when all have ended.</summary>
    public Task StopAsync(CloseReason reason)
    {
        foreach (var partner in here.Values)
        {
            partner.Connection.Stop(reason);
            partner.AtWire.Quit();
        }

        return Task.WhenAll(here.Values.Select(static partner => partner.Served));
    }

    private void Begin(PartnerKind kind, string room, Session? firstSeat)
    {
        var wire = new PracticeWire(kind.Name == "slow" ? 0 : BufferBytes);
        var endpoint = firstSeat is null ? door : firstSeat.Endpoint! with { Dialect = Spoken(firstSeat), LoopbackOnly = true };
        var connection = new Connection(relay, endpoint, wire, kind.Name);
        IVoice voice = endpoint.SaysHello
            ? new JsonVoice(kind.Name, firstSeat is null ? room : null, core.Limits.MaxMessageBytes, here.ContainsKey)
            : new FrameVoice(endpoint.Dialect);
        var partner = new PartnerHere(kind, room, connection, new PartnerAtWire(NewPartner(kind), voice, wire, core.Time));
        partner.AtWire.Mistreats = how => core.Queue.Signal(null, new Signals.Visit(() => Mistreat(partner, how)));
        here[connection.Session.Id] = partner;
        // Here and now: in the queue somebody else could take the seat before it.
        relay.Newcomers.Arrive(connection.Session);
        partner.Served = ServeAsync(partner, endpoint.SaysHello ? null : new Cue.Seated(room, InPair: true));
    }

    private async Task ServeAsync(PartnerHere partner, Cue? first)
    {
        try
        {
            await Task.Yield(); // the core loop has others to serve
            var part = partner.AtWire.RunAsync(first);
            await partner.Connection.ServeAsync().ConfigureAwait(false);
            partner.AtWire.Quit();
            await part.ConfigureAwait(false);
        }
        catch (Exception error)
        {
            Log.Failed(logger, partner.Kind.Name, error);
            partner.AtWire.Quit();
        }

        core.Queue.Signal(null, new Signals.Visit(() => Forget(partner)));
    }

    private void Forget(PartnerHere partner)
    {
        here.TryRemove(partner.Session.Id, out _);
        partner.Mistreatment?.Reach([]);
    }

    private void Mistreat(PartnerHere partner, Misbehaviour how)
    {
        if (here.ContainsKey(partner.Session.Id))
        {
            partner.Mistreatment = new Mistreatment(how, partner.Session.Who.Name, faults);
            partner.Mistreatment.Reach(Company(partner.Session));
        }
    }

    private static IEnumerable<Session> Company(Session session) =>
        session.Closed is null && session.Room is { } room ? room.Members.Where(static member => member is { Connection: not null, Partner: null }) : [];

    // Somebody who sits there, or looks on from a console. In a pair the other seat may be still to come back from a goodbye.
    private bool HasCompany(Session session) =>
        session.Room is not { } room || core.Events.Watching(room) > 0 || room.Members.Any(static member => member.Partner is null);

    private static bool OtherSaidGoodbye(Session session) =>
        session.Room?.Pair is { } pair && pair.Has(session.Id) && pair.PartnerOf(session.Id) is { } other && pair.SaidGoodbye(other);

    private static bool IsIn(PartnerHere partner, string room) =>
        partner.Session.Closed is null && string.Equals(partner.Session.Room?.Name ?? partner.Wanted, room, StringComparison.OrdinalIgnoreCase);

    // What the other has shown that it speaks; a pipe of lines while it has shown nothing.
    private IDialect Spoken(Session firstSeat) => firstSeat.Input.Dialect switch
    {
        null or AutoDialect => new LineDialect(core.Limits.MaxMessageBytes, commands: false),
        var dialect => dialect,
    };

    private static IPartner NewPartner(PartnerKind kind) => kind.Name switch
    {
        "echo" => new EchoPartner(),
        "jerry" => new JerryPartner(),
        "slow" => new SlowPartner(),
        "splitter" => new SplitterPartner(),
        "talker" => new TalkerPartner(),
        "leaver" => new LeaverPartner(),
        _ => throw new InvalidOperationException($"Nobody plays {kind.Name}."),
    };

    private static string Shorten(string word) => word.Length <= 32 ? word : string.Concat(word.AsSpan(0, 32), "…");

    private static partial class Log
    {
        [LoggerMessage(30, LogLevel.Error, "Practice partner {Partner} failed.")]
        public static partial void Failed(ILogger logger, string partner, Exception error);
    }
}
