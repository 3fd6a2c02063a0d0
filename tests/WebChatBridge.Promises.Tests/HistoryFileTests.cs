using WebChatBridge.Server;
using WebChatBridge.Server.Tests;

namespace WebChatBridge.Promises.Tests;

/// <summary>P11: what others do to the database file: they damage it, lock it, take it away. docs/promises.md.</summary>
public sealed class HistoryFileTests : IDisposable
{
    private readonly TempFolder folder = new();
    private readonly Ledger ledger = new();

    private string Database => folder.File("data/history.db");

    private string[] Settings => History.At(Database);

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task HeaderDamaged_RefusesToStart_NamesTheFileAndTheFix_AndLeavesItAlone()
    {
        await using (var log = History.Log(Database))
        {
            await log.OpenAsync(CancellationToken.None);
        }

        await using (var file = File.OpenWrite(Database))
        {
            await file.WriteAsync("No SQLite at all"u8.ToArray());
        }

        var damaged = await File.ReadAllBytesAsync(Database);
        await using var server = RealProgram.Start(ServerProcess.Executable, [.. LiveServer.FreePorts, .. Settings]);

        Assert.Equal(78, await server.ExitAsync());
        Assert.Contains($"The history {Database} is damaged or is not a database.", server.Errors, StringComparison.Ordinal);
        Assert.Contains("Put a backup in its place", server.Errors, StringComparison.Ordinal);
        Assert.Equal(damaged, await File.ReadAllBytesAsync(Database));
    }

    [Fact]
    public async Task LockedByAnotherProgram_IsSaid_AndEndsWithTheLock()
    {
        await using var server = await LiveServer.StartAsync(Settings);
        server.ExpectError("log cannot be written");
        using var tom = await server.JsonAsync("Tom");
        Assert.Equal(1, await tom.PostAsync("before", "c-0"));
        string words;
        using (var browser = SqliteConnections.OpenWriter(Database, "full"))
        {
            SqliteSchema.Execute(browser, "BEGIN IMMEDIATE");
            await tom.SendJsonAsync(new { type = "post", id = "c-1", text = "while locked" });
            words = (await tom.ReadJsonAsync("error")).Text("text");
            Assert.Equal(503, (await Health.AskAsync(server.Console)).Status);
        }

        Assert.Contains("locked by another program", words, StringComparison.Ordinal);
        Assert.Equal(2, await tom.PostAsync("while locked", "c-1"));
        Assert.Equal(200, (await Health.AskAsync(server.Console)).Status);
    }

    [Fact]
    public async Task FolderTakenAway_NothingIsAcknowledgedUntilItIsBack()
    {
        await using var server = await ServerProcess.StartAsync(Settings);
        using var crew = new Crew(ledger, writers: 1);
        await crew.ConnectAsync(server.Json);
        await crew.PostAsync(500, () => ledger.Acked > 20);
        await Soon.UntilAsync(() => ledger.Open().Count == 0, "all acknowledgements");

        Directory.Move(folder.File("data"), folder.File("elsewhere"));
        var (failed, words) = await Health.UntilAsync(server.Console, 503);
        var acked = ledger.Acked;
        await crew.PostAsync(500, () => crew.Refused > 20);
        Assert.Equal(acked, ledger.Acked);
        Assert.Contains($"{Database} was moved, deleted or replaced", words, StringComparison.Ordinal);

        Directory.Move(folder.File("elsewhere"), folder.File("data"));
        var (back, _) = await Health.UntilAsync(server.Console, 200);
        await crew.AgainAsync();
        await Soon.UntilAsync(() => ledger.Open().Count == 0, "acknowledgements of what was refused");
        await server.KillAsync();
        await crew.EndedAsync();
        Assert.Empty(ledger.Check(await History.ReadAsync(Database)));
        Assert.InRange(failed, TimeSpan.Zero, Scale.HealthSays);
        Scale.Print($"not ready {failed.TotalMilliseconds:0} ms after it was taken away, ready {back.TotalMilliseconds:0} ms after it was back");
    }

    [Fact]
    public async Task FileDeleted_NothingIsAcknowledged_AndANewStartBeginsAnew()
    {
        await using (var server = await ServerProcess.StartAsync(Settings))
        {
            using var tom = await RawClient.ConnectAsync(server.Json);
            await tom.HelloAsync("Tom");
            await tom.PostAsync("before");

            File.Delete(Database);

            await tom.SendJsonAsync(new { type = "post", id = "c-1", text = "after" });
            Assert.Contains("was moved, deleted or replaced", (await tom.ReadJsonAsync("error")).Text("text"), StringComparison.Ordinal);
            await server.KillAsync();
        }

        await using var again = await ServerProcess.StartAsync(Settings);
        using var ann = await RawClient.ConnectAsync(again.Json);
        await ann.HelloAsync("Ann");
        Assert.Equal(1, await ann.PostAsync("anew"));
    }

    [Theory]
    [InlineData("-wal")]
    [InlineData("-shm")]
    public async Task FileBesideIt_Deleted_IsNoticed_AndAnOrderlyStopSavesWhatWasAcknowledged(string suffix)
    {
        await using (var server = await ServerProcess.StartAsync(Settings))
        {
            using var tom = await RawClient.ConnectAsync(server.Json);
            await tom.HelloAsync("Tom");
            await tom.PostAsync("before");

            File.Delete(Database + suffix);

            var (failed, words) = await Health.UntilAsync(server.Console, 503);
            Assert.Contains($"{Database}{suffix} was moved or deleted while the server has it open", words, StringComparison.Ordinal);
            Assert.InRange(failed, TimeSpan.Zero, TimeSpan.FromSeconds(5));
            await tom.SendJsonAsync(new { type = "post", id = "c-1", text = "after" });
            Assert.Contains("was moved or deleted", (await tom.ReadJsonAsync("error")).Text("text"), StringComparison.Ordinal);
            Assert.Equal(0, await server.TerminateAsync());
            Scale.Print($"{suffix} deleted: not ready after {failed.TotalMilliseconds:0} ms");
        }

        await using var again = await ServerProcess.StartAsync(Settings);
        using var ann = await RawClient.ConnectAsync(again.Json);
        await ann.HelloAsync("Ann");
        Assert.Equal(2, await ann.PostAsync("anew"));
    }
}
