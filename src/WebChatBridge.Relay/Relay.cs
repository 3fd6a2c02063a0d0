using System.Reflection;
using Microsoft.Extensions.Logging;
using WebChatBridge.Protocol;

namespace WebChatBridge.Relay;

/// <summary>
/// The spine; read first. Everything that happens is a command in one queue; one loop takes them in order. Posts are gathered
/// into a batch, the log gives each its place and makes the batch durable, and only then are they delivered and acknowledged.
/// Anything else waits for the batch before it, so that what a session sees is what happened, in its order.
/// </summary>
public sealed partial class Relay
{
    private const int BatchMessages = 1_000;

    private readonly Core core;
    private readonly Posts posts;
    private readonly Delivery delivery;
    private readonly Replay replay;
    private readonly Seating seating;
    private readonly Newcomers newcomers;
    private readonly Requests requests;
    private readonly ILogger<Relay> logger;

    /// <summary>Makes a relay over a log. <see cref="StartAsync"/> opens it.</summary>
    public Relay(RelayOptions options, IMessageLog log, TimeProvider time, ILogger<Relay> logger)
    {
        this.logger = logger;
        Log = log;
        core = new Core(options.Limits, options.Capture, time);
        delivery = new Delivery(core);
        posts = new Posts(core, log, delivery, logger);
        replay = new Replay(core, log, delivery);
        seating = new Seating(core, delivery);
        CheckUps = new CheckUps(core, seating, options.Practice);
        newcomers = new Newcomers(core, seating, delivery, replay, CheckUps);
        requests = new Requests(core, seating, delivery, replay, (kind, room) => Partners!.Invite(kind, room));
        Doors = new Doors(core.Sessions);
        Partners = new Partners(this, logger);
        Bans = new Bans(time);
        Secrets = new WrongSecrets(options.Limits, time);
        StartedAt = time.GetUtcNow();
    }

    /// <summary>Version of this program.</summary>
    public static string Version { get; } =
        typeof(Relay).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "0";

    /// <summary>When it was made.</summary>
    public DateTimeOffset StartedAt { get; }

    /// <summary>Where the web console is, for those who come with a browser; null while it is not known.</summary>
    public string? ConsoleAddress { get; set; }

    /// <summary>Bytes that wait to be written, of all sessions.</summary>
    public long QueuedBytes => core.Sessions.Open.Sum(static session => (long)session.Waiting);

    /// <summary>Counters since the start.</summary>
    public RelayMetrics Metrics => core.Metrics;

    /// <summary>Who may not connect for a while.</summary>
    public Bans Bans { get; }

    /// <summary>Who guesses secrets.</summary>
    internal WrongSecrets Secrets { get; }

    internal IMessageLog Log { get; }

    internal Core Core => core;

    internal Doors Doors { get; }

    internal Seating Seating => seating;

    internal Newcomers Newcomers => newcomers;

    internal Partners Partners { get; }

    internal CheckUps CheckUps { get; }

    internal Delivery Delivery => delivery;

    /// <summary>Done when the loop has ended.</summary>
    internal Task Running { get; private set; } = Task.CompletedTask;

    /// <summary>Opens the log and starts the loop. Throws <see cref="LogUnavailableException"/> with the fix when it cannot.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var known = await Log.OpenAsync(cancellationToken).ConfigureAwait(false);
        core.Rooms.Load(known);
        core.Sessions.ContinueAfter(known.LastSession);
        Running = Task.Run(RunAsync, CancellationToken.None);
    }

    /// <summary>Does what is queued, then ends the loop. Sessions must have ended before.</summary>
    public async Task StopAsync()
    {
        core.Queue.Complete();
        await Running.ConfigureAwait(false);
    }

    /// <summary>How it is, now.</summary>
    public RelayStatus DescribeStatus() => new()
    {
        Listening = Doors.Listening,
        Endpoints = Doors.Describe(),
        TcpSessions = core.Sessions.TcpCount,
        MessagesPerSecond = core.Rate.PerSecond,
        MaxMessageBytes = core.Limits.MaxMessageBytes,
        Log = posts.LogStatus,
        Version = Version,
        StartedAt = StartedAt,
        Machine = Environment.MachineName,
        Bans = Bans.All,
    };

    /// <summary>Looks after partners and check-ups. Core loop, a few times a second.</summary>
    internal void LookAtPractice(DateTimeOffset now)
    {
        Partners.Look(now);
        CheckUps.Look();
    }

    /// <summary>Runs something where rooms and names are owned, after all that was accepted before.</summary>
    internal Task<T> VisitAsync<T>(Func<T> visit)
    {
        var done = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        var taken = core.Queue.Signal(null, new Signals.Visit(() =>
        {
            try
            {
                done.SetResult(visit());
            }
            catch (Exception error)
            {
                done.SetException(error);
            }
        }));
        return taken ? done.Task : Task.FromCanceled<T>(new CancellationToken(canceled: true));
    }

    private async Task RunAsync()
    {
        var commands = new List<Command>();
        Func<Command, ValueTask> handle = HandleAsync; // one delegate, not one for each message
        while (await core.Queue.TakeAsync(commands).ConfigureAwait(false) is { } taken)
        {
            var ofSessions = 0;
            foreach (var command in taken)
            {
                ofSessions += command.Session is null ? 0 : 1;
                await GuardAsync(command, handle).ConfigureAwait(false);
            }

            core.Metrics.Handled(ofSessions);
            await GuardAsync(default, _ => posts.CommitAsync()).ConfigureAwait(false);
            taken.Clear();
            commands = taken;
        }
    }

    // A fault costs the session it happened to, never the loop: without the loop nobody would be served again.
    private async ValueTask GuardAsync(Command command, Func<Command, ValueTask> step)
    {
        try
        {
            await step(command).ConfigureAwait(false);
        }
        catch (Exception error)
        {
            Fault.CommandFailed(logger, command.What?.GetType().Name ?? "The commit", command.Session?.Id, error);
            (command.What as Signals.IReceipt)?.Done.TrySetResult(Posted.Reject("", ErrorCode.NotStored, "A fault of the relay; its log has the details."));
            if (command is { Session: { } session, What: not Signals.Ended })
            {
                core.Queue.Signal(session, new Signals.Ended(new CloseReason(CloseCode.ServerError, "a fault of the relay; its log has the details")));
            }
        }
    }

    private async ValueTask HandleAsync(Command command)
    {
        var session = command.Session!;
        if (session is { Closed: not null } && Posts.Refused(session, command.What))
        {
            return;
        }

        switch (command.What)
        {
            case ClientRequest.Post post:
                await posts.AddAsync(session, post, command.End).ConfigureAwait(false);
                if (posts.Count >= BatchMessages)
                {
                    await posts.CommitAsync().ConfigureAwait(false);
                }

                break;
            case Signals.HubPost post when session.Room is { } room && string.Equals(room.Name, post.Room, StringComparison.Ordinal):
                await posts.AddAsync(session, room, post.Payload, post.Id, post.Done).ConfigureAwait(false);
                break;
            default:
                await posts.CommitAsync().ConfigureAwait(false);
                await HandleAfterCommitAsync(session, command.What, command.End).ConfigureAwait(false);
                break;
        }
    }

    private async ValueTask HandleAfterCommitAsync(Session session, object what, long end)
    {
        switch (what)
        {
            case ClientRequest.Direct or Signals.IReceipt:
                await AddAsync(session, what, end).ConfigureAwait(false);
                break;
            case Signals.Greeted greeted:
                newcomers.Greet(session, greeted.Hello, greeted.Known);
                break;
            case Signals.Named named:
                newcomers.Introduce(session, named.Wanted.Span);
                break;
            case ClientRequest request:
                requests.Answer(session, request);
                break;
            case Signals.Refused refused:
                newcomers.Refuse(session, refused);
                break;
            case Signals.Admitted:
                newcomers.Admit(session);
                break;
            case Signals.Arrived:
                newcomers.Arrive(session);
                break;
            case Signals.Settled:
                newcomers.Settle(session);
                break;
            case Signals.InputEnded:
                seating.HalfClose(session);
                break;
            case Signals.Ended ended:
                seating.End(session, ended);
                break;
            case Signals.Replayed replayed:
                replay.Reached(session, replayed.Room, replayed.Seq);
                break;
            case Signals.Probe:
                await posts.ProbeAsync().ConfigureAwait(false);
                break;
            case Signals.Visit visit:
                visit.Do();
                break;
            default:
                throw new InvalidOperationException($"Not a command: {what.GetType().Name}.");
        }
    }

    // Posts that change something first: a seat, or a direct line.
    private async ValueTask AddAsync(Session session, object what, long end)
    {
        switch (what)
        {
            case ClientRequest.Direct direct:
                await posts.AddDirectAsync(session, direct, end).ConfigureAwait(false);
                break;
            case Signals.HubDirect direct:
                await posts.AddDirectAsync(session, direct).ConfigureAwait(false);
                break;
            case Signals.HubPost post when seating.Move(session, post.Room) is { } refused:
                post.Done.SetResult(Posted.Reject(post.Room, refused.Code, refused.Reason));
                break;
            case Signals.HubPost post:
                await posts.AddAsync(session, session.Room!, post.Payload, post.Id, post.Done).ConfigureAwait(false);
                break;
        }
    }

    private static partial class Fault
    {
        [LoggerMessage(1, LogLevel.Error, "{Command} of session {Session} failed.")]
        public static partial void CommandFailed(ILogger logger, string command, long? session, Exception error);
    }
}
