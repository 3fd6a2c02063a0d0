using WebChatBridge.Client;
using WebChatBridge.Protocol;

namespace WebChatBridge.Benchmarks;

/// <summary>Who only looks: watchers of the hub, and a browser whose pages come and go.</summary>
internal sealed class Onlookers(Uri console, string room, string folder) : IAsyncDisposable
{
    private static readonly TimeSpan PagesTurn = TimeSpan.FromSeconds(15);

    private readonly CancellationTokenSource end = new();
    private readonly List<Task> tasks = [];
    private long batches;
    private long rows;
    private long pages;

    public long Batches => Interlocked.Read(ref batches);

    public long Rows => Interlocked.Read(ref rows);

    public long Pages => Interlocked.Read(ref pages);

    /// <summary>What went wrong with one of them; null for nothing.</summary>
    public string? Trouble => tasks.Find(static task => task.IsFaulted)?.Exception?.InnerException?.Message;

    public void Watch(bool traffic) => tasks.Add(Task.Run(() => WatchAsync(traffic)));

    /// <summary>A headless Chromium: the room's page and the traffic page are opened together, closed after a while, and opened again.</summary>
    public void Browse(string chromium) => tasks.Add(Task.Run(() => BrowseAsync(chromium)));

    public async ValueTask DisposeAsync()
    {
        await end.CancelAsync();
        foreach (var task in tasks)
        {
            await task.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        end.Dispose();
    }

    private async Task WatchAsync(bool traffic)
    {
        await using var connection = new ConsoleConnection(new Uri(console, "/hub"));
        await connection.FollowAsync(new FollowRequest(room, Counters: true));
        Task reading = Task.CompletedTask;
        await foreach (var batch in connection.WatchAsync(end.Token))
        {
            Interlocked.Increment(ref batches);
            if (traffic && batch.Snapshot)
            {
                reading = ReadTrafficAsync(connection);
            }
        }

        await reading.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task ReadTrafficAsync(ConsoleConnection connection)
    {
        await foreach (var batch in connection.TrafficAsync(new TrafficRequest(Lens.Messages, "dir:in len>10"), end.Token))
        {
            Interlocked.Add(ref rows, batch.Rows.Count);
        }
    }

    private async Task BrowseAsync(string chromium)
    {
        await using var browser = await Browser.StartAsync(chromium, folder, end.Token);
        using var timer = new PeriodicTimer(PagesTurn);
        while (!end.IsCancellationRequested)
        {
            var opened = new List<string>();
            foreach (var path in (string[])[$"/c/{room}", "/traffic"])
            {
                opened.Add(await browser.OpenAsync(new Uri(console, path), end.Token));
            }

            await timer.WaitForNextTickAsync(end.Token);
            foreach (var tab in opened)
            {
                Interlocked.Add(ref pages, await browser.CloseAsync(tab, end.Token) ? 1 : 0);
            }

            await timer.WaitForNextTickAsync(end.Token);
        }
    }
}
