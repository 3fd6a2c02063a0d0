using System.Diagnostics;
using WebChatBridge.Protocol;
using WebChatBridge.Relay;
using WebChatBridge.Server;
using WebChatBridge.Server.Tests;

namespace WebChatBridge.Promises.Tests;

/// <summary>P12: how long a start takes with a long history, after a clean stop and after a kill. docs/promises.md.</summary>
public sealed class RestartTimeTests : IDisposable
{
    private const int Rooms = 1_000;
    private const int PayloadBytes = 900;

    private static readonly long HistoryBytes = Scale.IsLong ? 1L << 30 : 64L << 20;
    private static readonly long WalBytes = Scale.IsLong ? SqliteConnections.MaxWalBytes : 24L << 20;
    private static readonly TimeSpan Promised = TimeSpan.FromSeconds(3);

    private readonly TempFolder folder = new();
    private long number;

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Restart_WithALongHistory_ListensAgainInTime()
    {
        var database = folder.File("history.db");
        await FillAsync(database, until: () => Length(database) >= HistoryBytes);
        var empty = await StartAsync(folder.File("empty/history.db"));
        var clean = await StartAsync(database);
        Scale.Print($"{Length(database) >> 20} MiB, {number} messages, {Rooms} rooms: listens after {clean.TotalMilliseconds:0} ms; with an empty history after {empty.TotalMilliseconds:0} ms");

        var killed = folder.File("killed.db");
        await KillWithFullWalAsync(database, killed);
        var wal = Length(killed + "-wal");
        var after = await StartAsync(killed);
        Scale.Print($"after a kill with a write-ahead log of {wal >> 20} MiB: listens after {after.TotalMilliseconds:0} ms");

        // The short form shares the machine with other tests: what an empty start takes longer than its second is theirs.
        var noise = Scale.IsLong ? TimeSpan.Zero : empty + empty;
        Assert.InRange(clean, TimeSpan.Zero, Promised + noise);
        Assert.InRange(after, TimeSpan.Zero, Promised + noise);
        Assert.True(wal >= WalBytes, "The write-ahead log was cut back: the run proves nothing.");
    }

    private static long Length(string file) => File.Exists(file) ? new FileInfo(file).Length : 0;

    // From the start of the process until it says that it listens; and it must have the whole history then.
    private async Task<TimeSpan> StartAsync(string database)
    {
        var watch = Stopwatch.StartNew();
        await using var server = await ServerProcess.StartAsync(History.At(database));
        var taken = watch.Elapsed;
        using var client = await JsonListener.ConnectAsync(server.Json, "room-0");
        Assert.Equal(database.Contains("empty", StringComparison.Ordinal) ? 0 : number / Rooms, client.Last);
        Assert.Equal(0, await server.TerminateAsync());
        return taken;
    }

    private async Task FillAsync(string database, Func<bool> until)
    {
        await using var log = History.Log(database);
        await log.OpenAsync(CancellationToken.None);
        while (!until())
        {
            await AppendAsync(log);
        }
    }

    // What a kill leaves: the files of a log that is still open. A reader keeps the write-ahead log from being emptied.
    private async Task KillWithFullWalAsync(string database, string killed)
    {
        await using var log = History.Log(database);
        await log.OpenAsync(CancellationToken.None);
        using var reader = SqliteConnections.OpenReader(database);
        SqliteSchema.Execute(reader, "BEGIN");
        SqliteSchema.Scalar(reader, "SELECT last_message FROM numbers");
        while (Length(database + "-wal") < WalBytes)
        {
            await AppendAsync(log);
        }

        File.Copy(database, killed);
        File.Copy(database + "-wal", killed + "-wal");
    }

    // One message for each room.
    private async Task AppendAsync(SqliteLog log)
    {
        var from = new Sender(1, "Tom", Origin.Tcp);
        await log.AppendAsync(
            [.. Enumerable.Range(0, Rooms).Select(room => new Draft(new ChatMessage
            {
                Room = $"room-{room}", At = DateTimeOffset.UnixEpoch.AddDays(20_000).AddMilliseconds(number++), From = from, Payload = new byte[PayloadBytes],
            }, "9f", $"{number}"))],
            CancellationToken.None);
    }
}
