namespace WebChatBridge.Browser.Tests;

/// <summary>A json program that says "reading 1", "reading 2", … into the lobby, so many a second, until it is stopped.</summary>
internal sealed class Chatter : IAsyncDisposable
{
    private readonly RawClient client;
    private readonly CancellationTokenSource stop = new();
    private Task<long> talking = Task.FromResult(0L);
    private long said;

    private Chatter(RawClient client) => this.client = client;

    public static async Task<Chatter> StartAsync(LiveServer server, string name, int perSecond)
    {
        var chatter = new Chatter(await server.JsonAsync(name));
        chatter.talking = chatter.TalkAsync(perSecond);
        return chatter;
    }

    public Task ReachesAsync(long count) => Soon.UntilAsync(() => Interlocked.Read(ref said) >= count, $"{count} readings");

    /// <summary>Answers how many were said; all of them are stored.</summary>
    public async Task<long> StopAsync()
    {
        await stop.CancelAsync();
        return await talking.WaitAsync(Soon.Deadline);
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        client.Dispose();
        stop.Dispose();
    }

    private async Task<long> TalkAsync(int perSecond)
    {
        const int ticks = 20;
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1.0 / ticks));
        while (!stop.IsCancellationRequested)
        {
            await timer.WaitForNextTickAsync();
            for (var i = 0; i < perSecond / ticks; i++)
            {
                await client.SendJsonAsync(new { type = "post", text = $"reading {Interlocked.Increment(ref said)}" });
            }

            for (var i = 0; i < perSecond / ticks; i++)
            {
                await client.ReadJsonAsync("ack");
            }
        }

        return said;
    }
}
