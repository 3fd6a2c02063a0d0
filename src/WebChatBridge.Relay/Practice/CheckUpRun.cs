using System.Text;
using WebChatBridge.Protocol;

namespace WebChatBridge.Relay;

/// <summary>
/// A check-up at work: it tells the course what happens to the session, and does to its socket what the course says. It stays bound to
/// the endpoint and the address when the client is started again. Owner: the core loop.
/// </summary>
internal sealed class CheckUpRun
{
    /// <summary>The name it speaks under where names are shown.</summary>
    public const string Name = "check-up";

    // A ring keeps small pieces of a large message; one piece of 200 KB it forgets as a whole.
    private const int PartBytes = 32_768;

    private readonly Core core;
    private readonly CheckUpCourse course;
    private readonly Dictionary<int, CheckUpPlace> places = [];
    private readonly DateTimeOffset startedAt;
    private string client;

    public CheckUpRun(Core core, CheckUpCourse course, long id, Session session)
    {
        this.core = core;
        this.course = course;
        Id = id;
        Endpoint = session.Endpoint!;
        Address = CheckUps.AddressOf(session.Remote);
        client = session.Who.Name;
        startedAt = core.Time.GetUtcNow();
    }

    public long Id { get; }

    /// <summary>Where its client comes in.</summary>
    public Endpoint Endpoint { get; }

    /// <summary>The address its client comes from.</summary>
    public string Address { get; }

    /// <summary>The session being checked; null while the client is awaited.</summary>
    public Session? Session { get; private set; }

    public bool Done => course.Phase == CheckUpPhase.Over;

    /// <summary>Whether the next session that comes in there is its client.</summary>
    public bool Awaits => course.Phase == CheckUpPhase.Restarting && Session is null;

    /// <summary>The code of the step that runs; null between two.</summary>
    public string? Step => course.Running?.Situation.Code;

    /// <summary>Its client has come back, and has no seat yet.</summary>
    public void Expect(Session session)
    {
        Session = session;
        session.CheckUp = this;
    }

    /// <summary>The client has its seat, the first time or again.</summary>
    public void Begin(Session session)
    {
        Expect(session);
        client = session.Who.Name;
        See(new CheckUpSaw.Connected(session.Input.Dialect!, session.Room?.Pair is null ? Name : null));
    }

    /// <summary>The client said something, and it is in the log.</summary>
    public void Hear(ReadOnlySpan<byte> payload) => See(new CheckUpSaw.Said(Encoding.UTF8.GetString(payload)));

    /// <summary>Something happened to the session.</summary>
    public void See(CheckUpSaw saw)
    {
        var (phase, step) = (course.Phase, Step);
        if (saw is CheckUpSaw.Ended && phase == CheckUpPhase.Restarting)
        {
            Release(); // it was not what was waited for: it had not even sat down
        }

        foreach (var move in course.See(saw, core.Time.GetUtcNow()))
        {
            Do(move);
        }

        if (phase != course.Phase || step != Step || saw is CheckUpSaw.Judged)
        {
            core.Events.Changed(this);
        }
    }

    /// <summary>Ends it before its last step, and lets the client go.</summary>
    public void Stop(string why)
    {
        course.Stop(why);
        core.Events.Changed(this);
    }

    /// <summary>The client is not its business any more.</summary>
    public void Release()
    {
        if (Session is { } session)
        {
            session.CheckUp = null;
            Session = null;
        }
    }

    /// <summary>As a console shows it.</summary>
    public CheckUp Describe() => new(
        Id,
        Endpoint.Options.Name,
        Session is { Closed: null } ? Session.Id : null,
        client,
        startedAt,
        course.Asks,
        Done,
        [.. course.Results.Select((result, at) => Describe(result, places.GetValueOrDefault(at)))]);

    private static CheckUpStep Describe(CheckUpResult result, CheckUpPlace? place)
    {
        var step = new CheckUpStep(result.Situation.Code, result.Title, result.Outcome, result.Because);
        return place is null ? step : step with
        {
            Session = place.Session.Id,
            Start = place.Start,
            End = place.End,
            FirstChunk = place.FirstChunk,
            Hint = result.Outcome == CheckUpOutcome.Failed ? CheckUpHints.For(result, place) : null,
        };
    }

    private void Do(CheckUpMove move)
    {
        if (Session is not { Outbox: { } outbox } session)
        {
            return;
        }

        switch (move)
        {
            case CheckUpMove.Write write:
                var place = PlaceOf(session);
                foreach (var part in write.Bytes.Chunk(PartBytes))
                {
                    outbox.TryInsert(part, $"{Name} {Id}: {Step}");
                }

                place.End = outbox.Mark;
                break;
            case CheckUpMove.Fin:
                session.Connection!.FinishWriting();
                break;
            case CheckUpMove.End end:
                Release();
                // Through the queue: whoever tells of the session may be in the middle of its room.
                core.Queue.Signal(session, new Signals.Ended(new CloseReason(CloseCode.Kicked, $"{Name} {Id}: {end.Why}")));
                break;
        }
    }

    private CheckUpPlace PlaceOf(Session session)
    {
        if (!places.TryGetValue(course.At, out var place))
        {
            places[course.At] = place = new CheckUpPlace(session, core.Capture);
        }

        return place;
    }
}
