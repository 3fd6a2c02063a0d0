using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.SignalR;
using WebChatBridge.Protocol;
using WebChatBridge.Relay;

namespace WebChatBridge.Server;

/// <summary>
/// <c>/hub</c>: the other door. Each connection is a session like Tom. Each method names the role it needs, which
/// <see cref="HubGuard"/> asks for; what a page shows or hides protects nothing. docs/hub.md.
/// </summary>
internal sealed partial class ConsoleHub(HubSessions sessions, FaultInjection faults, TrafficViews traffic, AccessDesk access, Settings settings) : Hub, IConsoleHub
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(125);

    private HubGuest Guest => HubGuest.Of(Context);

    public override async Task OnConnectedAsync()
    {
        var http = Context.GetHttpContext();
        var remote = http?.Connection is { RemoteIpAddress: { } address, RemotePort: var port } ? $"{address}:{port}" : null;
        var (role, login) = (Caller.RoleOf(Context.User) ?? Role.Viewer, access.Find(Caller.LoginOf(Context.User)));

        // A console of another process may ask for fewer rights than its token has: those of its own user.
        if (Enum.TryParse<Role>(http?.Request.Query["role"], ignoreCase: true, out var asked) && Enum.IsDefined(asked) && asked < role)
        {
            role = asked;
        }

        // Who only reads has the name that is given to him.
        var name = role >= Role.Participant ? http?.Request.Query["name"].ToString() : null;
        HubGuest.Welcome(Context, new HubGuest(await sessions.EnterAsync(string.IsNullOrEmpty(name) ? null : name, remote), role, login));
        await base.OnConnectedAsync();
    }

    public override Task OnDisconnectedAsync(Exception? exception)
    {
        Guest.Login?.Left(Guest.Session);
        sessions.Leave(Guest.Session);
        return base.OnDisconnectedAsync(exception);
    }

    [Needs(Role.Viewer)]
    public async IAsyncEnumerable<WatchBatch> Watch([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, Context.ConnectionAborted);
        await using var watcher = await sessions.WatchAsync(Guest.Session);
        Guest.Watch(watcher, ends);
        using var timer = new PeriodicTimer(Tick);
        for (var batch = await NextAsync(watcher, tick: null, ends.Token); batch is not null; batch = await NextAsync(watcher, timer, ends.Token))
        {
            if (!IsEmpty(batch))
            {
                yield return batch with { Status = Complete(batch.Status), Role = batch.Snapshot ? Guest.Role : null };
            }
        }
    }

    [Needs(Role.Viewer)]
    public Task Follow(FollowRequest request)
    {
        Guest.Follow(request);
        return Task.CompletedTask;
    }

    [Needs(Role.Viewer)]
    public Task<HistoryPage> History(HistoryQuery query) => sessions.HistoryAsync(query, Context.ConnectionAborted);

    [Needs(Role.Participant)]
    public Task<Rejection?> Join(string room) => sessions.JoinAsync(Guest.Session, room);

    [Needs(Role.Participant)]
    public Task<PostResult> Post(string room, byte[] payload, string? id) => sessions.PostAsync(Guest.Session, room, payload, id);

    [Needs(Role.Participant)]
    public Task<PostResult> Direct(long session, byte[] payload, string? id) => sessions.DirectAsync(Guest.Session, session, payload, id);

    [Needs(Role.Participant, "named session {0} {1}", ForOthers = Role.Operator)]
    public Task<Rejection?> Rename(long? session, string name) => session is { } other
        ? sessions.RenameAsync(other, name)
        : sessions.RenameAsync(Guest.Session, name);

    [Needs(Role.Operator, "closed session {0} (reset: {1})")]
    public Task<Rejection?> CloseSession(long session, bool reset) => sessions.CloseAsync(Guest.Session, session, reset);

    // Null when nobody looks any more, another stream has taken its place or the relay has stopped: the ends of a stream are no faults.
    private static async Task<WatchBatch?> NextAsync(Watcher watcher, PeriodicTimer? tick, CancellationToken ends)
    {
        try
        {
            if (tick is not null)
            {
                await tick.WaitForNextTickAsync(ends);
            }

            return await watcher.NextAsync(ends);
        }
        catch (OperationCanceledException)
        {
            return null;
        }
    }

    private RelayStatus? Complete(RelayStatus? status) => status is null ? null : status with
    {
        OpenAccess = settings.Console.Access == "open",
        Insecure = settings.AcceptInsecure,
    };

    private static bool IsEmpty(WatchBatch batch) => batch is
    {
        Snapshot: false, Me: null, Status: null, Sessions: [], Rooms: [], RoomsGone: [], Messages: [], Events: [], Hints: [], CheckUps: [],
    };
}
