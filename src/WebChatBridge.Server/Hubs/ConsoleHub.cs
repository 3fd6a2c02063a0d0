using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.SignalR;
using WebChatBridge.Protocol;
using WebChatBridge.Relay;

namespace WebChatBridge.Server;

/// <summary>
/// <c>/hub</c>: the other door. Each connection is a session like Tom. It checks everything itself; what a page shows or hides
/// protects nothing. docs/hub.md.
/// </summary>
internal sealed partial class ConsoleHub(HubSessions sessions, FaultInjection faults, TrafficViews traffic, Settings settings) : Hub, IConsoleHub
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(125);

    private HubGuest Guest => (HubGuest)Context.Items[nameof(HubGuest)]!;

    public override async Task OnConnectedAsync()
    {
        var http = Context.GetHttpContext();
        var remote = http?.Connection is { RemoteIpAddress: { } address, RemotePort: var port } ? $"{address}:{port}" : null;
        Context.Items[nameof(HubGuest)] = new HubGuest(await sessions.EnterAsync(http?.Request.Query["name"], remote));
        await base.OnConnectedAsync();
    }

    public override Task OnDisconnectedAsync(Exception? exception)
    {
        sessions.Leave(Guest.Session);
        return base.OnDisconnectedAsync(exception);
    }

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
                yield return batch with { Status = Complete(batch.Status) };
            }
        }
    }

    public Task Follow(FollowRequest request)
    {
        Guest.Follow(request);
        return Task.CompletedTask;
    }

    public Task<HistoryPage> History(HistoryQuery query) => sessions.HistoryAsync(query, Context.ConnectionAborted);

    public Task<Rejection?> Join(string room) => sessions.JoinAsync(Guest.Session, room);

    public Task<PostResult> Post(string room, byte[] payload, string? id) => sessions.PostAsync(Guest.Session, room, payload, id);

    public Task<PostResult> Direct(long session, byte[] payload, string? id) => sessions.DirectAsync(Guest.Session, session, payload, id);

    public Task<Rejection?> Rename(long? session, string name) => session is { } other
        ? sessions.RenameAsync(other, name)
        : sessions.RenameAsync(Guest.Session, name);

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
