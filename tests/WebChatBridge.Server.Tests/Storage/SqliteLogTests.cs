using WebChatBridge.Relay;
using static WebChatBridge.Server.Tests.Drafts;

namespace WebChatBridge.Server.Tests;

public sealed class SqliteLogTests : MessageLogContract
{
    private readonly TempFolder folder = new();

    private string Database => folder.File("sub/history.db");

    private protected override IMessageLog Create() => Create(TimeProvider.System);

    private SqliteLog Create(TimeProvider time, Func<string, long>? freeBytes = null) =>
        new(new HistoryOptions { Path = Database, MinFreeDiskBytes = 1_000 }, time, freeBytes);

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        folder.Dispose();
    }

    [Fact]
    public async Task Open_AgainAfterClose_KnowsWhatWasStored()
    {
        await Log.Append(Said("a", "1", session: 7), Said("b", "x"), Said("a", "2", session: 3, client: "c", postId: "p"));
        await Log.DisposeAsync();

        await using var again = Create(TimeProvider.System);
        var snapshot = await again.OpenAsync(Token);

        Assert.Equal(7, snapshot.LastSession);
        Assert.Equal([("a", 2L), ("b", 1)], snapshot.Rooms.Select(room => (room.Key, room.Value)).Order());
        Assert.Equal(["2", "x"], snapshot.LastMessages.Select(message => message.Text).Order());
        Assert.Equal([3], await again.Append(Said("a", "3")).Seqs());
        Assert.Equal("p", Assert.Single(await again.RecentPostsAsync("c", 5, Token)).PostId);
    }

    [Fact]
    public async Task Open_AfterEverythingWasTrimmed_GivesNoNumberAgain()
    {
        await Log.Append(Said("a", "1", session: 7), Said("a", "2", session: 8));
        await Log.TrimAsync(Noon.AddDays(1), Token);
        await Log.DisposeAsync();

        await using var again = Create(TimeProvider.System);
        var snapshot = await again.OpenAsync(Token);

        Assert.Empty(snapshot.LastMessages);
        Assert.Equal((2, 8), (snapshot.Rooms["a"], snapshot.LastSession));
        Assert.Equal([3], await again.Append(Said("a", "3")).Seqs());
    }

    [Fact]
    public async Task Open_WhileAnotherHasIt_NamesTheFileTheHolderAndTheFix()
    {
        await using var second = Create(TimeProvider.System);

        var refusal = await Assert.ThrowsAsync<LogUnavailableException>(async () => await second.OpenAsync(Token));

        Assert.Contains(Database, refusal.Message);
        Assert.Contains($"process {Environment.ProcessId}", refusal.Message);
        Assert.Contains("--History:Path", refusal.Message);
    }

    [Fact]
    public void Open_NewDatabase_IsReadableByItsOwnerOnly()
    {
        foreach (var file in Directory.GetFiles(Path.GetDirectoryName(Database)!, "history.db*").Where(file => !file.EndsWith(".pid", StringComparison.Ordinal)))
        {
            if (!OperatingSystem.IsWindows())
            {
                Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
            }
        }
    }

    [Theory]
    [InlineData(1_000)]
    [InlineData(1_001)]
    public async Task Append_TooLittleDiskFree_RefusesUntilThereIsSpace(long enough)
    {
        await Log.DisposeAsync();
        var time = new Microsoft.Extensions.Time.Testing.FakeTimeProvider();
        var (free, asked) = (999L, 0);
        await using var log = Create(time, _ =>
        {
            asked++;
            return free;
        });
        await log.OpenAsync(Token);

        var refusal = await Assert.ThrowsAsync<LogUnavailableException>(async () => await log.Append(Said("a", "1")));
        await Assert.ThrowsAsync<LogUnavailableException>(async () => await log.Append());
        Assert.Equal($"The disk of {folder.File("sub")} has 999 bytes free; less than 1000 (History:MinFreeDiskBytes) is too little to write. Free some space.", refusal.Message);
        Assert.Equal(1, asked);

        free = enough;
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal([1], await log.Append(Said("a", "1")).Seqs());
    }

    [Fact]
    public async Task Append_LockedByAnotherProgram_FailsAndWorksAgainWithTheSameNumbers()
    {
        await Log.Append(Said("a", "1"));
        using (var other = SqliteConnections.OpenWriter(Database, "full"))
        {
            SqliteSchema.Execute(other, "BEGIN IMMEDIATE");
            var refusal = await Assert.ThrowsAsync<LogUnavailableException>(async () => await Log.Append(Said("a", "2"), Said("new", "1")));
            Assert.Contains("locked by another program", refusal.Message);
            Assert.Single(await Log.ReadForwardAsync("a", 0, 10, Token));
        }

        var stored = await Log.Append(Said("a", "2"), Said("new", "1"));

        Assert.Equal([("a", 2L), ("new", 1)], stored.Select(m => (m.Room, m.Seq)));
    }

    [Fact]
    public async Task Append_SqliteSaysFull_FailsWholeAndWorksAgain()
    {
        await Log.Append(Said("a", "1"));
        var big = Said("a", new byte[400_000]);
        await using var disk = await TinyDisk.MountAsync(folder.File("tiny"));
        Assert.SkipWhen(disk is null, "Only root can make a small disk.");
        await using var log = new SqliteLog(new HistoryOptions { Path = folder.File("tiny/history.db"), MinFreeDiskBytes = 0 }, TimeProvider.System);
        await log.OpenAsync(Token);
        await log.Append(Said("a", "1"));
        var ballast = folder.File("tiny/ballast");
        await File.WriteAllBytesAsync(ballast, new byte[1_400_000], Token);

        var refusal = await Assert.ThrowsAsync<LogUnavailableException>(async () => await log.Append(Said("a", "2"), big, big));
        Assert.Contains("disk", refusal.Message);
        Assert.Equal([1], await log.ReadForwardAsync("a", 0, 10, Token).Seqs());

        File.Delete(ballast);
        Assert.Equal([2L, 3], await log.Append(Said("a", "2"), big).Seqs());
    }
}
