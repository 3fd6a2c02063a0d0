using WebChatBridge.Server.Tests;

namespace WebChatBridge.Promises.Tests;

/// <summary>P11 on a real file system that is really full, read-only or gone. docs/promises.md.</summary>
public sealed class FullDiskTests : IAsyncLifetime
{
    private readonly TempFolder folder = new();
    private readonly Ledger ledger = new();
    private TinyDisk? disk;

    private string Database => folder.File("disk/data/history.db");

    public async ValueTask InitializeAsync()
    {
        disk = await TinyDisk.MountAsync(folder.File("disk"), mebibytes: 4);
        Assert.SkipWhen(disk is null, "Only root can mount a small disk, and not in every container.");
    }

    public async ValueTask DisposeAsync()
    {
        await (disk?.DisposeAsync() ?? ValueTask.CompletedTask);
        folder.Dispose();
    }

    [Fact]
    public async Task DiskFull_StaysNotReadyUntilThereIsSpace_AndLosesNothing_AlsoOverAKill()
    {
        using var crew = new Crew(ledger, writers: 2, textBytes: 2_000);
        await using (var server = await StartAsync())
        {
            await crew.ConnectAsync(server.Json);
            var over = false;
            var posting = crew.PostAsync(600, () => Volatile.Read(ref over));
            await Soon.UntilAsync(() => ledger.Acked > 50, "acknowledgements while there is room");
            await Soon.UntilAsync(() => crew.Refused > 0, "the end of the space");
            var failing = await Health.UntilAsync(server.Console, 503);
            var refused = crew.Refused;
            await Soon.UntilAsync(() => crew.Refused > refused + 1_500, "refusals while it is full");
            var acked = ledger.Acked;
            Assert.Equal(503, (await Health.AskAsync(server.Console)).Status);
            Assert.InRange(failing.After, TimeSpan.Zero, Scale.HealthSays);
            Scale.Print($"full after {acked} messages: not ready after {failing.After.TotalMilliseconds:0} ms ({failing.Error}); {crew.Refused} refused");
            Volatile.Write(ref over, true);
            await posting;
            await server.KillAsync();
            await crew.EndedAsync();
        }

        // A start empties the write-ahead log into the database where it can; whether there is room then, health and answers agree on.
        await using var again = await StartAsync();
        Assert.Empty(ledger.Check(await JsonListener.ReadHistoryAsync(again.Json)));
        var before = crew.Refused;
        await crew.ConnectAsync(again.Json);
        await Soon.UntilAsync(() => ledger.Open().Count == 0 || crew.Refused > before, "an answer to what was refused");
        await Health.UntilAsync(again.Console, crew.Refused > before ? 503 : 200);
        Assert.Empty(ledger.Check(await JsonListener.ReadHistoryAsync(again.Json)));
        Scale.Print($"started again on the full disk: {crew.Refused - before} refused, {ledger.Acked} acknowledged, lost 0");
    }

    [Fact]
    public async Task SpaceComesBack_ItIsReadyAgainByItself()
    {
        await using var server = await StartAsync();
        using var crew = new Crew(ledger, writers: 1, textBytes: 2_000);
        await crew.ConnectAsync(server.Json);
        await crew.PostAsync(200, () => ledger.Acked > 20);
        var ballast = new byte[8 << 20];
        await Assert.ThrowsAsync<IOException>(() => File.WriteAllBytesAsync(folder.File("disk/ballast"), ballast));
        var over = false;
        var posting = crew.PostAsync(400, () => Volatile.Read(ref over));
        await Soon.UntilAsync(() => crew.Refused > 20, "refusals");
        await Health.UntilAsync(server.Console, 503);

        File.Delete(folder.File("disk/ballast"));

        var (after, _) = await Health.UntilAsync(server.Console, 200);
        Volatile.Write(ref over, true);
        await posting;
        await crew.AgainAsync();
        await Soon.UntilAsync(() => ledger.Open().Count == 0, "acknowledgements of what was refused");
        Assert.Empty(ledger.Check(await JsonListener.ReadHistoryAsync(server.Json)));
        Assert.InRange(after, TimeSpan.Zero, Scale.HealthSays);
        Scale.Print($"ready {after.TotalMilliseconds:0} ms after there was space; {crew.Refused} refused, {ledger.Acked} acknowledged, lost 0");
    }

    [Fact]
    public async Task ReadOnlyDisk_RefusesToStart_AndDoesNotBlameAnotherProcess()
    {
        await using (var server = await StartAsync())
        {
            await server.KillAsync();
        }

        Assert.True(await disk!.FreezeAsync(), "The disk cannot be made read-only.");
        await using var refused = RealProgram.Start(ServerProcess.Executable, [.. LiveServer.FreePorts, .. Settings]);

        Assert.Equal(78, await refused.ExitAsync());
        Assert.Contains("read-only", refused.Errors, StringComparison.OrdinalIgnoreCase);
        Assert.Contains(Database, refused.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("in use", refused.Errors, StringComparison.Ordinal);
    }

    private string[] Settings => History.At(Database);

    private Task<ServerProcess> StartAsync() => ServerProcess.StartAsync(Settings);
}
