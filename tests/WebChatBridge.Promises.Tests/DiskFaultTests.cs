using WebChatBridge.Client;
using WebChatBridge.Protocol;
using WebChatBridge.Server.Tests;

namespace WebChatBridge.Promises.Tests;

/// <summary>P11, P2: the disk fails under load: fail stop, not fail silent, and it recovers by itself. docs/promises.md.</summary>
public sealed class DiskFaultTests : IDisposable
{
    private static readonly int Times = Scale.Of(1, 10);

    // At 600 a second: longer than the log is looked at, every 2 s.
    private const int LongRefusals = 1_500;
    private static readonly int ShortRefusals = Scale.Of(200, LongRefusals);

    private readonly TempFolder folder = new();
    private readonly Ledger ledger = new();

    public void Dispose() => folder.Dispose();

    /// <summary>
    /// Every kind of fault while messages keep coming; then the power goes, too. What a failed sync should have brought to the
    /// disk is not there: Linux does not try again, and says so only once.
    /// </summary>
    [Fact]
    public async Task DiskFails_NothingIsAcknowledged_HealthAndConsoleSaySo_ItRecovers_AndNothingIsLost()
    {
        using var shim = await WatchAsync();
        using var crew = new Crew(ledger, writers: 3, mark: () => new FileInfo(shim.Record).Length);
        await using (var server = await StartAsync(shim))
        {
            await using var console = await WatchedConsole.OpenAsync(new ConsoleConnection(new Uri(server.Console, "/hub")));
            await crew.ConnectAsync(server.Json);
            for (var i = 0; i < Times; i++)
            {
                await FailAsync("no space", () => shim.Fail(DiskShim.NoSpace, writes: DiskShim.All), ShortRefusals, shim, server, console, crew);
                await FailAsync("writes fail", () => shim.Fail(DiskShim.InputOutputError, writes: DiskShim.All), ShortRefusals, shim, server, console, crew);
                await FailAsync("syncs fail", () => shim.Fail(DiskShim.InputOutputError, syncs: DiskShim.All), LongRefusals, shim, server, console, crew);
                await FailOnceAsync(shim, crew);
            }

            Assert.Empty(ledger.Check(await JsonListener.ReadHistoryAsync(server.Json)));
            await server.KillAsync();
            await crew.EndedAsync();
        }

        Assert.True(shim.WritesFailed > 0 && shim.SyncsFailed > 0, "Nothing failed: the run proves nothing.");
        Scale.Print($"{crew.Sent} sent, {crew.Refused} refused, {ledger.Acked} acknowledged; {shim.WritesFailed} writes and {shim.SyncsFailed} syncs failed");
        Assert.Empty(ledger.Check(await AfterPowerCutAsync(shim)));
    }

    [Fact]
    public async Task WritesThatWriteOnlyHalf_AreNoFault()
    {
        using var shim = await WatchAsync();
        await using var server = await StartAsync(shim);
        using var crew = new Crew(ledger, writers: 1);
        await crew.ConnectAsync(server.Json);
        shim.WriteShort(true);

        await crew.PostAsync(500, () => crew.Sent >= 200);
        await Soon.UntilAsync(() => ledger.Open().Count == 0, "all acknowledgements");

        Assert.Equal(0, crew.Refused);
        Assert.True(shim.WritesCut > 0, "No write was cut: the run proves nothing.");
        Assert.Empty(ledger.Check(await JsonListener.ReadHistoryAsync(server.Json)));
    }

    /// <summary>
    /// The refused batch is in the write-ahead log all the same. Whoever opens the database when nobody else has it open reads
    /// that log anew, and would take the batch for stored: said again it would be there twice.
    /// </summary>
    [Fact]
    public async Task SyncFails_WhileNobodyReads_WhatWasRefusedIsNotStored()
    {
        using var shim = await WatchAsync();
        await using var server = await StartAsync(shim);
        using var tom = await RawClient.ConnectAsync(server.Json);
        await tom.HelloAsync("Tom");
        foreach (var (id, seq) in (ReadOnlySpan<(string, long)>)[("c-1", 1), ("c-2", 2)])
        {
            ledger.Attempt(id);
            ledger.Acknowledge(id, seq);
        }

        await tom.PostAsync("c-1", "c-1");
        shim.Fail(DiskShim.InputOutputError, syncs: DiskShim.All);
        for (var i = 0; i < 3; i++)
        {
            await tom.SendJsonAsync(new { type = "post", id = "c-2", text = "c-2" });
            await tom.ReadJsonAsync("error");
        }

        shim.Mend();

        await tom.PostAsync("c-2", "c-2");

        Assert.Empty(ledger.Check(await JsonListener.ReadHistoryAsync(server.Json)));
    }

    [Fact]
    public async Task DiskFails_EveryDialectIsToldInItsOwnWay()
    {
        using var shim = await WatchAsync();
        await using var server = await StartAsync(shim);
        await using var console = await WatchedConsole.OpenAsync(new ConsoleConnection(new Uri(server.Console, "/hub")));
        using var json = await RawClient.ConnectAsync(server.Json);
        using var line = await RawClient.ConnectAsync(server.Text);
        using var tom = await RawClient.ConnectAsync(server.Tutorial);
        using var jerry = await RawClient.ConnectAsync(server.Tutorial);
        await json.HelloAsync("Ann");
        await line.ReadLineAsync();
        await tom.SendAsync(Header64.Frame("hi"));
        Assert.Equal("hi", await jerry.ReadFrameTextAsync());
        shim.Fail(DiskShim.NoSpace, writes: DiskShim.All);

        await json.SendJsonAsync(new { type = "post", id = "c-1", text = "hi" });
        await line.SendAsync("hi\n");
        await tom.SendAsync(Header64.Frame("lost"));
        var posted = await console.Connection.PostAsync("lobby", "hi"u8.ToArray(), null);

        const string Words = "Not stored, not delivered: The disk ";
        var error = await json.ReadJsonAsync("error");
        Assert.Equal(("not_stored", "c-1"), (error.Text("code"), error.Text("id")));
        Assert.StartsWith(Words, error.Text("text"), StringComparison.Ordinal);
        await line.ReadUntilAsync(notice => notice.StartsWith("* " + Words, StringComparison.Ordinal));
        Assert.Equal((null, ErrorCode.NotStored), (posted.Seq, posted.Rejected!.Code));
        Assert.StartsWith(Words, posted.Rejected.Reason, StringComparison.Ordinal);

        // A dialect without a word for it: its stream ends, rather than going on with a hole in it; its partner hears of it.
        Assert.Equal(Header64.Goodbye, await tom.ReadToEndAsync());
        Assert.Equal("!DISCONNECT", await jerry.ReadFrameTextAsync());
        var closed = await console.ClosedAsync("tom");
        Assert.Equal(CloseCode.ServerError, closed.Code);
        Assert.StartsWith("its message was not stored: The disk ", closed.Sentence, StringComparison.Ordinal);
    }

    private Task<DiskShim> WatchAsync() => DiskShim.WatchAsync(Directory.CreateDirectory(folder.File("disk")).FullName, folder.File("record"));

    private static Task<ServerProcess> StartAsync(DiskShim shim) => ServerProcess.StartAsync(shim.Environment, History.At($"{shim.Folder}/data/history.db"));

    // Under load: the fault, until nothing is acknowledged and everybody says so; then its end, until all that was refused is stored.
    private async Task FailAsync(string what, Action fail, int refusals, DiskShim shim, ServerProcess server, WatchedConsole console, Crew crew)
    {
        var over = false;
        var posting = crew.PostAsync(600, () => Volatile.Read(ref over));
        var acked = ledger.Acked;
        await Soon.UntilAsync(() => ledger.Acked > acked + 50, "acknowledgements before the fault");

        var refused = crew.Refused;
        fail();
        var failing = await Health.UntilAsync(server.Console, 503);
        await console.UntilAsync(() => console.Status.Log.State == "failing" ? console : null, "the console saying that the log fails");
        await Soon.UntilAsync(() => crew.Refused > refused + 20, "refusals");
        Assert.True(failing.After < Scale.HealthSays, $"{what}: health said so only after {failing.After}.");
        Assert.NotEqual("", failing.Error);

        // Nothing may be acknowledged, and nobody may be told that it works, while it does not.
        acked = ledger.Acked;
        await Soon.UntilAsync(() => crew.Refused > refused + refusals, "refusals while it fails");
        Assert.Equal((acked, 503), (ledger.Acked, (await Health.AskAsync(server.Console)).Status));

        shim.Mend();
        var ready = await Health.UntilAsync(server.Console, 200);
        Volatile.Write(ref over, true);
        await posting;
        await console.UntilAsync(() => console.Status.Log.State == "ok" ? console : null, "the console saying that the log works");
        await AllStoredAsync(crew);
        Assert.True(ready.After < Scale.HealthSays, $"{what}: health took {ready.After} to recover.");
        Scale.Print($"{what}: not ready after {failing.After.TotalMilliseconds:0} ms ({failing.Error}), ready {ready.After.TotalMilliseconds:0} ms after its end; {crew.Refused - refused} refused");
    }

    // A single sync: the batch of it must be refused, and said again be stored once.
    private async Task FailOnceAsync(DiskShim shim, Crew crew)
    {
        var refused = crew.Refused;
        shim.Fail(DiskShim.InputOutputError, syncs: 1);
        await crew.PostAsync(600, () => crew.Refused > refused);
        await AllStoredAsync(crew);
        Scale.Print($"one sync fails: {crew.Refused - refused} refused");
    }

    private async Task AllStoredAsync(Crew crew)
    {
        await crew.AgainAsync();
        await Soon.UntilAsync(() => ledger.Open().Count == 0, "acknowledgements of what was refused");
    }

    private async Task<List<Kept>> AfterPowerCutAsync(DiskShim shim)
    {
        var platter = new Platter(shim.Folder);
        DiskEntry.ReadAll(await File.ReadAllBytesAsync(shim.Record)).ForEach(platter.Apply);
        platter.WriteImage(folder.File("image"), chance: 0, new Random(1));
        return await History.ReadAsync(folder.File("image/data/history.db"));
    }
}
