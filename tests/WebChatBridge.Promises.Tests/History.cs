using WebChatBridge.Server;

namespace WebChatBridge.Promises.Tests;

/// <summary>The database of a server under test.</summary>
internal static class History
{
    /// <summary>Settings of a server that keeps it there. The clients share their cores with it: being slow is not what they test.</summary>
    public static string[] At(string database, string sync = "full") =>
    [
        "--History:Store=sqlite", $"--History:Path={database}", "--History:MinFreeDiskBytes=0", $"--History:Sync={sync}",
        "--Relay:Limits:OutboxBytes=67108864", "--Relay:Limits:OutboxSoftBytes=67108864", "--Relay:Limits:WriteStall=00:01:00",
    ];

    /// <summary>Opened as the server opens it, without the rest of the server.</summary>
    public static SqliteLog Log(string database) => new(new HistoryOptions { Path = database, MinFreeDiskBytes = 0 }, TimeProvider.System);

    public static async Task<List<Kept>> ReadAsync(string database)
    {
        await using var log = Log(database);
        await log.OpenAsync(CancellationToken.None);
        var history = new List<Kept>();
        while (await log.ReadForwardAsync("lobby", history.Count, 1_000, CancellationToken.None) is { Count: > 0 } page)
        {
            history.AddRange(page.Select(message => new Kept(message.Seq, message.Text)));
        }

        return history;
    }
}
