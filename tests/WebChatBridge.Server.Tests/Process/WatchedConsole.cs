using WebChatBridge.Client;
using WebChatBridge.Protocol;

namespace WebChatBridge.Server.Tests;

/// <summary>A console with a memory: what its batches said so far, and waiting for what they will say.</summary>
internal sealed class WatchedConsole : IAsyncDisposable
{
    private readonly CancellationTokenSource end = new();
    private readonly Lock gate = new();
    private readonly Dictionary<long, SessionInfo> sessions = [];
    private readonly Dictionary<string, RoomInfo> rooms = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<long, CheckUp> checkUps = [];
    private readonly List<ChatMessage> messages = [];
    private readonly List<RoomEvent> events = [];
    private readonly List<MessageHint> hints = [];
    private TaskCompletionSource changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Task watching = Task.CompletedTask;

    private WatchedConsole(ConsoleConnection connection) => Connection = connection;

    public ConsoleConnection Connection { get; }

    public SessionInfo Me { get; private set; } = null!;

    public RelayStatus Status { get; private set; } = null!;

    public int Snapshots { get; private set; }

    public static async Task<WatchedConsole> OpenAsync(ConsoleConnection connection)
    {
        var console = new WatchedConsole(connection);
        console.watching = console.WatchAsync();
        await console.UntilAsync(() => console.Snapshots > 0 ? console : null, "a snapshot");
        return console;
    }

    public IReadOnlyList<ChatMessage> Messages
    {
        get
        {
            lock (gate)
            {
                return [.. messages];
            }
        }
    }

    public IReadOnlyList<RoomEvent> Events
    {
        get
        {
            lock (gate)
            {
                return [.. events];
            }
        }
    }

    public IReadOnlyList<MessageHint> Hints
    {
        get
        {
            lock (gate)
            {
                return [.. hints];
            }
        }
    }

    public RoomInfo? Room(string name)
    {
        lock (gate)
        {
            return rooms.GetValueOrDefault(name);
        }
    }

    public CheckUp? CheckUp(long id)
    {
        lock (gate)
        {
            return checkUps.GetValueOrDefault(id);
        }
    }

    /// <summary>The first session that is as wanted, now or soon.</summary>
    public Task<SessionInfo> SessionAsync(Func<SessionInfo, bool> wanted, string what) =>
        UntilAsync(() => sessions.Values.FirstOrDefault(wanted), what);

    /// <summary>Waits for so many sessions that are as wanted.</summary>
    public Task SessionsAsync(Func<SessionInfo, bool> wanted, int count, string what) =>
        UntilAsync(() => sessions.Values.Count(wanted) >= count ? this : null, what);

    /// <summary>The session of that name, once it has ended.</summary>
    public async Task<CloseReason> ClosedAsync(string name) =>
        (await SessionAsync(session => session.Name == name && session.Closed is not null, $"the end of {name}")).Closed!;

    /// <summary>The session at the other end of this socket.</summary>
    public Task<SessionInfo> SessionAsync(RawClient client) => SessionAsync(session => session.Remote == client.Local, $"the session of {client.Local}");

    /// <summary>The reason why that socket's session ended, once it has.</summary>
    public async Task<CloseReason> ClosedAsync(RawClient client)
    {
        var local = client.Local;
        return (await SessionAsync(session => session.Remote == local && session.Closed is not null, $"the end of {local}")).Closed!;
    }

    /// <summary>Looks at what was gathered, again after each batch, until something is there.</summary>
    public async Task<T> UntilAsync<T>(Func<T?> look, string what)
        where T : class
    {
        var started = TimeProvider.System.GetTimestamp();
        while (true)
        {
            Task next;
            lock (gate)
            {
                if (look() is { } found)
                {
                    return found;
                }

                next = changed.Task;
            }

            var left = Soon.Deadline - TimeProvider.System.GetElapsedTime(started);
            await Task.WhenAny(next, watching).WaitAsync(left > TimeSpan.Zero ? left : TimeSpan.Zero)
                .ContinueWith(task => Assert.True(task.IsCompletedSuccessfully, $"The console did not see {what}."), TaskScheduler.Default);
            Assert.False(watching.IsFaulted, $"The watching failed: {watching.Exception}");
        }
    }

    public async ValueTask DisposeAsync()
    {
        await end.CancelAsync();
        await watching.WaitAsync(Soon.Deadline).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await Connection.DisposeAsync();
        end.Dispose();
    }

    private async Task WatchAsync()
    {
        await foreach (var batch in Connection.WatchAsync(end.Token))
        {
            TaskCompletionSource before;
            lock (gate)
            {
                Take(batch);
                (before, changed) = (changed, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
            }

            before.SetResult();
        }
    }

    private void Take(WatchBatch batch)
    {
        Snapshots += batch.Snapshot ? 1 : 0;
        Me = batch.Me ?? Me;
        Status = batch.Status ?? Status;
        foreach (var session in batch.Sessions)
        {
            sessions[session.Id] = session;
        }

        foreach (var checkUp in batch.CheckUps)
        {
            checkUps[checkUp.Id] = checkUp;
        }

        foreach (var room in batch.Rooms)
        {
            rooms[room.Name] = room;
        }

        foreach (var gone in batch.RoomsGone)
        {
            rooms.Remove(gone);
        }

        messages.AddRange(batch.Messages);
        events.AddRange(batch.Events);
        hints.AddRange(batch.Hints);
    }
}
