using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using WebChatBridge.Client;
using WebChatBridge.Protocol;

namespace WebChatBridge.Benchmarks;

/// <summary>Who only looks: watchers of the hub, and a browser whose pages come and go.</summary>
internal sealed class Onlookers(Uri console, string room, string folder) : IAsyncDisposable
{
    private static readonly TimeSpan PagesOpen = TimeSpan.FromSeconds(15);
    private const int RoundsClosed = 1;

    private readonly CancellationTokenSource end = new();
    private readonly List<Task> tasks = [];
    private readonly HttpClient http = new() { Timeout = TimeSpan.FromSeconds(30) };
    private Process? browser;
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

        if (browser is { HasExited: false })
        {
            browser.Kill(entireProcessTree: true);
        }

        browser?.Dispose();
        http.Dispose();
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
        var profile = Directory.CreateDirectory(Path.Combine(folder, "chromium")).FullName;
        browser = Process.Start(new ProcessStartInfo("nice",
        [
            "-n", "15", chromium, "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
            "--disable-component-update", "--disable-sync", "--remote-debugging-port=0", $"--user-data-dir={profile}", "about:blank",
        ])
        { RedirectStandardError = true, RedirectStandardOutput = true })!;
        browser.BeginOutputReadLine();
        var tools = await ToolsAsync(browser);
        tasks.Add(browser.StandardError.BaseStream.CopyToAsync(Stream.Null, end.Token));
        using var timer = new PeriodicTimer(PagesOpen);
        while (!end.IsCancellationRequested)
        {
            var opened = new List<string> { await OpenAsync(tools, $"/c/{room}"), await OpenAsync(tools, "/traffic") };
            await timer.WaitForNextTickAsync(end.Token);
            var shown = await http.GetStringAsync(new Uri(tools, "/json/list"), end.Token);
            foreach (var page in opened)
            {
                Interlocked.Add(ref pages, shown.Contains(page, StringComparison.Ordinal) ? 1 : 0);
                _ = await http.GetStringAsync(new Uri(tools, $"/json/close/{page}"), end.Token);
            }

            for (var round = 0; round < RoundsClosed; round++)
            {
                await timer.WaitForNextTickAsync(end.Token);
            }
        }
    }

    private async Task<string> OpenAsync(Uri tools, string path)
    {
        using var opened = await http.PutAsync(new Uri(tools, $"/json/new?{Uri.EscapeDataString(new Uri(console, path).ToString())}"), null, end.Token);
        return (string)(await opened.Content.ReadFromJsonAsync<JsonObject>(end.Token))!["id"]!;
    }

    // "DevTools listening on ws://127.0.0.1:PORT/devtools/browser/..."
    private async Task<Uri> ToolsAsync(Process started)
    {
        while (await started.StandardError.ReadLineAsync(end.Token) is { } line)
        {
            if (line.StartsWith("DevTools listening on ", StringComparison.Ordinal))
            {
                return new Uri(new Uri(line[22..].Replace("ws://", "http://", StringComparison.Ordinal)).GetLeftPart(UriPartial.Authority));
            }
        }

        throw new InvalidOperationException("Chromium ended before it listened.");
    }
}
