using WebChatBridge.Server.Tests;

namespace WebChatBridge.Promises.Tests;

/// <summary>
/// P1: the power goes. Everything the server does to its disk is recorded while it is under load; for random moments of that
/// record the disk is rebuilt as a power cut would have left it, and opened. docs/promises.md.
/// </summary>
public sealed class PowerCutTests : IDisposable
{
    private const double MessagesPerSecond = 2_000;

    // Large enough that the write-ahead log is copied into the database (16 MiB) within a run.
    private const int TextBytes = 3_000;

    private static readonly int Messages = Scale.Of(4_000, 8_000);

    /// <summary>How many power cuts, and after how many of them, the latest, the whole server is started.</summary>
    private static readonly (int Cuts, int Starts) Full = Scale.IsLong ? (60, 50) : (12, 1), Normal = Scale.IsLong ? (20, 10) : (6, 1);

    private readonly TempFolder folder = new();
    private readonly Random random = new();
    private readonly Ledger ledger = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task PowerCut_SyncFull_LosesNothingThatWasAcknowledgedOrSeen()
    {
        var entries = await RecordAsync("full");

        var findings = await CutAsync(entries, "full", Full.Cuts, Full.Starts);

        Assert.Empty(findings);
    }

    /// <summary>The same check of a server that does not sync must find losses, or it would find none anywhere.</summary>
    [Fact]
    public async Task PowerCut_SyncNormal_LosesSomething_SoTheCheckCanSee()
    {
        var entries = await RecordAsync("normal");

        var findings = await CutAsync(entries, "normal", Normal.Cuts, Normal.Starts);

        Assert.Contains(findings, finding => finding.Breach == Breach.AckedIsLost);
        Assert.Contains(findings, finding => finding.Breach == Breach.SeenIsLost);
        Assert.All(findings, finding => Assert.True(finding.Breach is Breach.AckedIsLost or Breach.SeenIsLost, finding.What));
    }

    /// <summary>
    /// A killed server may have written what it had not synced yet. The next one reads that and shows it: from then on it is
    /// a promise, too.
    /// </summary>
    [Fact]
    public async Task PowerCut_AfterAKillAndAStart_LosesNothingThatWasShownMeanwhile()
    {
        var unsynced = 0;
        for (var round = 0; round < Scale.Of(2, 10); round++)
        {
            var root = Directory.CreateDirectory(folder.File($"disk-{round}")).FullName;
            using var shim = await DiskShim.WatchAsync(root, folder.File($"record-{round}"));
            var seen = new Ledger();
            using var crew = new Crew(seen, textBytes: 500);
            await using (var killed = await ServerProcess.StartAsync(shim.Environment, History.At($"{root}/data/history.db")))
            {
                await crew.ConnectAsync(killed.Json);
                await crew.PostAsync(MessagesPerSecond, () => crew.Sent >= 400);
                await killed.KillAsync();
                await crew.EndedAsync();
            }

            unsynced += PlatterAt(shim, root).Unsynced;
            await using var server = await ServerProcess.StartAsync(shim.Environment, History.At($"{root}/data/history.db"));
            (await JsonListener.ReadHistoryAsync(server.Json)).ForEach(kept => seen.See(kept.Seq, kept.Text));
            await server.KillAsync();

            PlatterAt(shim, root).WriteImage(folder.File($"image-{round}"), chance: 0, random);
            Assert.Empty(seen.Check(await History.ReadAsync(folder.File($"image-{round}/data/history.db"))));
        }

        Scale.Print($"{unsynced} writes were not synced when the server was killed");
    }

    private static Platter PlatterAt(DiskShim shim, string root)
    {
        var platter = new Platter(root);
        DiskEntry.ReadAll(File.ReadAllBytes(shim.Record)).ForEach(platter.Apply);
        return platter;
    }

    // The server runs under load until it is killed.
    private async Task<List<DiskEntry>> RecordAsync(string sync)
    {
        var root = Directory.CreateDirectory(folder.File("disk")).FullName;
        using var shim = await DiskShim.WatchAsync(root, folder.File("record"));
        using var crew = new Crew(ledger, textBytes: TextBytes, mark: () => new FileInfo(shim.Record).Length);
        await using var server = await ServerProcess.StartAsync(shim.Environment, History.At($"{root}/data/history.db", sync));
        await crew.ConnectAsync(server.Json);
        await crew.PostAsync(MessagesPerSecond, () => crew.Sent >= Messages);
        await server.KillAsync();
        await crew.EndedAsync();
        var entries = DiskEntry.ReadAll(await File.ReadAllBytesAsync(shim.Record));
        Scale.Print($"{sync}: {crew.Sent} sent at {crew.Pace:0}/s, {ledger.Acked} acknowledged; {entries.Count(entry => entry.Kind == 'W')} writes, {entries.Count(entry => entry.Kind == 'E')} syncs");
        return entries;
    }

    // Rebuilds the disk for random moments, the last of them the end, and looks what is left of the history.
    private async Task<List<Finding>> CutAsync(List<DiskEntry> entries, string sync, int count, int starts)
    {
        var platter = new Platter(folder.File("disk"));
        var findings = new List<Finding>();
        var cuts = Enumerable.Range(1, count - 1).Select(_ => random.Next(entries.Count)).Append(entries.Count - 1).Order().ToList();
        var (at, worst) = (0, 0);
        foreach (var (i, cut) in cuts.Index())
        {
            for (; at <= cut; at++)
            {
                platter.Apply(entries[at]);
            }

            // Nothing that was not synced, all of it, or some sectors of it.
            platter.WriteImage(folder.File("image"), chance: i % 3 == 0 ? 0 : random.NextDouble(), random);
            var served = i >= count - starts;
            var history = served ? await ServeAsync(sync) : await History.ReadAsync(folder.File("image/data/history.db"));
            var found = ledger.Check(history, mark: entries[cut].End);
            worst = Math.Max(worst, found.Count(finding => finding.Breach == Breach.AckedIsLost));
            findings.AddRange(found.Select(finding => finding with { What = $"cut {i} after entry {cut}: {finding.What}" }));
            Directory.Delete(folder.File("image"), recursive: true);
        }

        Scale.Print($"{sync}: {count} power cuts, {starts} of them with a start of the server; most acknowledged messages lost in one: {worst}");
        return findings;
    }

    private async Task<List<Kept>> ServeAsync(string sync)
    {
        await using var server = await ServerProcess.StartAsync(History.At(folder.File("image/data/history.db"), sync));
        return await JsonListener.ReadHistoryAsync(server.Json);
    }
}
