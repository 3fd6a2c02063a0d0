using WebChatBridge.Client;
using WebChatBridge.Protocol;

namespace WebChatBridge.Promises.Tests;

/// <summary>
/// A member of a room by the hub, as the console is one: it follows the room, and fetches from the history what a batch says was
/// skipped. What it saw is a list in the order it saw it.
/// </summary>
internal sealed class HubMember : IAsyncDisposable
{
    private readonly CancellationTokenSource end = new();
    private readonly ConsoleConnection connection;
    private readonly string room;
    private readonly List<ChatMessage> seen = [];
    private readonly Queue<ChatMessage> later = new();
    private readonly TaskCompletionSource ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource all = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Func<IReadOnlyList<ChatMessage>, bool> complete;
    private Task watching = Task.CompletedTask;

    private HubMember(ConsoleConnection connection, string room, Func<IReadOnlyList<ChatMessage>, bool> complete)
    {
        this.connection = connection;
        this.room = room;
        this.complete = complete;
    }

    public ConsoleConnection Connection => connection;

    /// <summary>What it saw. Read it after <see cref="All"/>.</summary>
    public IReadOnlyList<ChatMessage> Seen => seen;

    /// <summary>Done when it has seen enough, failed when its watching failed.</summary>
    public Task All => Task.WhenAny(all.Task, watching).Unwrap();

    /// <summary>How many connections it has had.</summary>
    public int Snapshots { get; private set; }

    /// <summary>Opens it and waits until it follows the room from the beginning.</summary>
    public static async Task<HubMember> OpenAsync(Uri hub, string room, Func<IReadOnlyList<ChatMessage>, bool> complete)
    {
        var member = new HubMember(new ConsoleConnection(hub), room, complete);
        await member.connection.FollowAsync(new FollowRequest(room, FollowMode.Live, After: 0));
        member.watching = member.WatchAsync();
        await Task.WhenAny(member.ready.Task, member.watching).Unwrap().WaitAsync(Scale.Deadline);
        return member;
    }

    public async ValueTask DisposeAsync()
    {
        await end.CancelAsync();
        await watching.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await connection.DisposeAsync();
        end.Dispose();
    }

    private async Task WatchAsync()
    {
        await foreach (var batch in connection.WatchAsync(end.Token))
        {
            Snapshots += batch.Snapshot ? 1 : 0;
            ready.TrySetResult();
            foreach (var message in batch.Messages)
            {
                later.Enqueue(message);
            }

            await TakeAsync();
            if (complete(seen))
            {
                all.TrySetResult();
            }
        }
    }

    // What cannot be fetched now, because the connection was cut meanwhile, is fetched with the next batch.
    private async Task TakeAsync()
    {
        while (later.TryPeek(out var next))
        {
            var newest = seen.Count == 0 ? 0 : seen[^1].Seq;
            if (next.Seq <= newest + 1)
            {
                seen.Add(later.Dequeue());
                continue;
            }

            try
            {
                var page = await connection.HistoryAsync(new HistoryQuery(room, After: newest, Limit: (int)Math.Min(next.Seq - 1 - newest, 1_000)), end.Token);
                seen.AddRange(page.Messages);
            }
            catch (RelayUnreachableException)
            {
                return;
            }
        }
    }
}
