using System.Net;
using WebChatBridge.Protocol;

namespace WebChatBridge.Relay;

/// <summary>
/// The check-ups of clients: those that run, and the last that did. The client sits alone, in a room of its own or in its pair,
/// where the check-up has the other seat. Owner: the core loop.
/// </summary>
internal sealed class CheckUps(Core core, Seating seating, PracticeOptions options)
{
    private const int Kept = 50;

    private readonly List<CheckUpRun> runs = [];
    private long last;
    private volatile bool running;

    public IEnumerable<CheckUpRun> All => runs;

    /// <summary>Whether one of them needs the time; anybody may read.</summary>
    public bool Running => running;

    /// <summary>Begins to check the client behind a session.</summary>
    public CheckUpStart Start(long id)
    {
        if (core.Sessions.Find(id) is not { } session)
        {
            return Refuse(ErrorCode.NotFound, $"Session {id} is not open.");
        }

        if (Against(session) is { } why)
        {
            return Refuse(ErrorCode.NotHere, why);
        }

        var word = session.Id;
        var run = new CheckUpRun(core, new CheckUpCourse(new CheckUpPace(options.Answer), core.Limits.OutboxBytes, () => SpeakableNames.For(word += 7)), ++last, session);
        if (Seat(session, run) is { } refused)
        {
            return new CheckUpStart(null, refused);
        }

        runs.Add(run);
        running = true;
        Forget();
        run.Begin(session);
        core.Events.Changed(session);
        core.Events.Changed(run);
        return new CheckUpStart(run.Id, null);
    }

    /// <summary>Says how the client coped with the step that runs.</summary>
    public Rejection? Judge(long id, string step, bool passed)
    {
        if (runs.Find(run => run.Id == id) is not { } run)
        {
            return Unknown(id);
        }

        if (run.Step != step)
        {
            return new Rejection(ErrorCode.BadRequest, run.Step is { } running ? $"The step that runs is {running}, not {step}." : "No step runs just now.");
        }

        run.See(new CheckUpSaw.Judged(passed));
        return null;
    }

    /// <summary>Ends a check-up before its last step; the client goes back to where it came from.</summary>
    public Rejection? Stop(long id)
    {
        if (runs.Find(run => run.Id == id) is not { } run)
        {
            return Unknown(id);
        }

        run.Stop("the check-up was stopped before");
        LetGo(run);
        return null;
    }

    /// <summary>A session has come: the check-up that waits for its client has it from now on. Null for everybody else.</summary>
    public CheckUpRun? Claim(Session session)
    {
        var run = session is { Endpoint: { } endpoint, Partner: null, Remote: { } remote }
            ? runs.Find(run => run.Awaits && run.Endpoint == endpoint && run.Address == AddressOf(remote))
            : null;
        run?.Expect(session);
        return run;
    }

    /// <summary>The room that a client sits in while it is checked; a pair has its own.</summary>
    public static string RoomOf(CheckUpRun run) => $"{CheckUpRun.Name}-{run.Id}";

    /// <summary>Time passed. Asked a few times a second while <see cref="Running"/>.</summary>
    public void Look()
    {
        foreach (var run in runs.Where(static run => !run.Done).ToList())
        {
            run.See(new CheckUpSaw.Time());
        }

        foreach (var run in runs.Where(static run => run is { Done: true, Session: not null }).ToList())
        {
            LetGo(run);
        }

        running = runs.Exists(static run => !run.Done || run.Session is not null);
    }

    /// <summary>The address of <c>127.0.0.1:53466</c>, by which a client that comes back is known.</summary>
    public static string AddressOf(string? remote) => IPEndPoint.TryParse(remote ?? "", out var address) ? address.Address.ToString() : remote ?? "";

    // What cannot be checked; null when it can.
    private string? Against(Session session) => session switch
    {
        { Connection: null } => "It is a user of the console: it has no socket.",
        { Partner: not null } => "It is a practice partner.",
        { CheckUp: not null } => "It is being checked already.",
        { State: not SessionState.Open } or { Room: null } or { Seated: false } => "It has no seat: it is just coming, or going.",
        { Outbox.Completed: true } => "It was told FIN on purpose: nothing can be written to it any more.",
        { Replies: not null } => "It reads only replies: nothing can be said to it unasked.",
        { Input.Dialect: JsonDialect } => "It speaks json, where people have nothing to type. Check it on a text or a pairs endpoint.",
        { Input.Dialect: AutoDialect or null } => "It has said nothing yet: nobody knows what it speaks.",
        { Room.Pair: { Complete: true } pair } when pair.Has(session.Id) => "It has a partner in its pair. Start it again alone: the check-up needs the other seat.",
        { Room: { Pair: { } pair, Members.Count: > 1 } } when pair.Has(session.Id) => "Somebody else is in its pair.",
        { DirectLines: not null } => "It is on a direct line.",
        _ when runs.Exists(run => !run.Done && run.Endpoint == session.Endpoint && run.Address == AddressOf(session.Remote)) =>
            $"A check-up of a client on {session.Endpoint!.Options.Name} from {AddressOf(session.Remote)} runs already.",
        _ => null,
    };

    private Rejection? Seat(Session session, CheckUpRun run)
    {
        if (session.Room!.Pair is { } pair && pair.Has(session.Id))
        {
            core.Pairs.Forget(session.Room);
            pair.TakeSecondSeat(-run.Id); // nobody is called by a number below 0
            return null;
        }

        return seating.Move(session, RoomOf(run));
    }

    private void LetGo(CheckUpRun run)
    {
        if (run.Session is not { } session)
        {
            return;
        }

        run.Release();
        if (session.Closed is not null)
        {
            return;
        }

        if (session.Outbox!.Completed || session.Room?.Pair?.Has(session.Id) == true)
        {
            core.Queue.Signal(session, new Signals.Ended(new CloseReason(CloseCode.Kicked, "the check-up is over")));
            return;
        }

        seating.Move(session, session.Endpoint!.Options.Room);
        core.Events.Changed(session);
    }

    private void Forget()
    {
        if (runs.Count > Kept && runs.Find(static run => run.Done) is { } oldest)
        {
            runs.Remove(oldest);
        }
    }

    private static CheckUpStart Refuse(string code, string reason) => new(null, new Rejection(code, reason));

    private static Rejection Unknown(long id) => new(ErrorCode.NotFound, $"There is no check-up {id}.");
}
