using WebChatBridge.Relay;
using static WebChatBridge.Server.Tests.Drafts;

namespace WebChatBridge.Server.Tests;

/// <summary>Files that were written by something else, or damaged.</summary>
public sealed class SqliteFileTests : IDisposable
{
    private readonly TempFolder folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string Database => folder.File("history.db");

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Open_NewerVersion_IsRefusedAndLeftAlone()
    {
        await WriteAsync(Said("a", "1"));
        using (var connection = SqliteConnections.OpenWriter(Database, "full"))
        {
            SqliteSchema.Execute(connection, "PRAGMA user_version = 2");
        }

        var refusal = await RefusalAsync();

        Assert.Contains("format 2", refusal);
        Assert.Contains("newer server", refusal);
    }

    [Fact]
    public async Task Open_SomebodyElsesDatabase_IsRefused()
    {
        await File.WriteAllBytesAsync(Database, [], Token);
        using (var connection = SqliteConnections.OpenWriter(Database, "full"))
        {
            SqliteSchema.Execute(connection, "CREATE TABLE bookmarks (url TEXT)");
        }

        Assert.Contains("not a history of this server", await RefusalAsync());
    }

    [Fact]
    public async Task Open_NotADatabase_IsRefusedWithTheFix()
    {
        await File.WriteAllTextAsync(Database, string.Concat(Enumerable.Repeat("not a database, but long enough to look like one\n", 100)), Token);

        var refusal = await RefusalAsync();

        Assert.Contains(Database, refusal);
        Assert.Contains("move it away", refusal);
    }

    [Fact]
    public async Task Open_DatabaseCutShort_IsRefused()
    {
        await WriteAsync(Many("a", 2_000));
        using (var file = File.OpenWrite(Database))
        {
            file.SetLength(8_192);
        }

        Assert.Contains("damaged", await RefusalAsync());
    }

    [Fact]
    public async Task Open_WriteAheadLogTorn_KeepsTheWholeBatchesBeforeTheTear()
    {
        await using (var log = Log(Database))
        {
            await log.OpenAsync(Token);
            for (var i = 0; i < 10; i++)
            {
                await log.Append(Many("a", 10));
            }

            // What a power cut leaves: the files as they are now, the write-ahead log without its end.
            File.Copy(Database, folder.File("torn.db"));
            File.Copy(Database + "-wal", folder.File("torn.db-wal"));
        }

        using (var wal = File.OpenWrite(folder.File("torn.db-wal")))
        {
            wal.SetLength(wal.Length - 5_000);
        }

        await using var torn = Log(folder.File("torn.db"));
        var snapshot = await torn.OpenAsync(Token);

        var last = snapshot.Rooms["a"];
        Assert.True(last is > 0 and < 100 && last % 10 == 0, $"{last} messages are left");
        Assert.Equal(Enumerable.Range(1, (int)last).Select(i => (long)i), await torn.ReadForwardAsync("a", 0, 1_000, Token).Seqs());
        Assert.Equal([last + 1], await torn.Append(Said("a", "next")).Seqs());
    }

    [Fact]
    public async Task Open_FolderCannotBeMade_IsRefusedWithTheFix()
    {
        await File.WriteAllTextAsync(folder.File("file"), "", Token);
        await using var log = Log(folder.File("file/history.db"));

        var refusal = await Assert.ThrowsAsync<LogUnavailableException>(async () => await log.OpenAsync(Token));

        Assert.Contains("--History:Path", refusal.Message);
    }

    [Theory]
    [InlineData("3.51.2", false)]
    [InlineData("3.40.1", false)]
    [InlineData("3.51.3", true)]
    [InlineData("3.53.3", true)]
    public void CheckLibrary_Version_RefusesThoseWithTheWalBug(string version, bool fine)
    {
        var refusal = Record.Exception(() => SqliteSchema.CheckLibrary(version));

        Assert.Equal(fine, refusal is null);
    }

    private static SqliteLog Log(string path) => new(new HistoryOptions { Path = path, MinFreeDiskBytes = 0 }, TimeProvider.System);

    private async Task WriteAsync(params Draft[] drafts)
    {
        await using var log = Log(Database);
        await log.OpenAsync(Token);
        await log.Append(drafts);
    }

    private async Task<string> RefusalAsync()
    {
        await using var log = Log(Database);
        return (await Assert.ThrowsAsync<LogUnavailableException>(async () => await log.OpenAsync(Token))).Message;
    }
}
