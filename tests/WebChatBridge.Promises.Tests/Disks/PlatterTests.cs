using System.Text;
using WebChatBridge.Server.Tests;

namespace WebChatBridge.Promises.Tests;

/// <summary>The model of a disk: what it must keep, what it must be able to lose.</summary>
public sealed class PlatterTests : IDisposable
{
    private const string Root = "/disk";

    private readonly TempFolder folder = new();
    private readonly Platter platter = new(Root);
    private readonly Random random = new(1);
    private int images;

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Image_Synced_IsThere()
    {
        Do('C', 7, "/disk/a");
        Write(7, 0, "hello");
        Sync(7);
        Sync(1, Root);

        Assert.Equal("hello", Left("a"));
    }

    [Fact]
    public void Image_WrittenAfterTheSync_IsThereOnlyByChance()
    {
        Do('C', 7, "/disk/a");
        Write(7, 0, "hello");
        Sync(7);
        Sync(1, Root);
        Write(7, 3, "LONG");
        Do('T', 7, where: 6);

        Assert.Equal("hello", Left("a"));
        Assert.Equal("helLON", Left("a", chance: 1));
        Assert.Equal(2, platter.Unsynced);
    }

    [Fact]
    public void Image_WrittenWhileTheSyncRan_IsNotThere()
    {
        Do('C', 7, "/disk/a");
        Sync(1, Root);
        Write(7, 0, "one");
        Do('S', 7, where: 9);
        Write(7, 3, "two");
        Do('E', 7, where: 9);

        Assert.Equal("one", Left("a"));
    }

    [Fact]
    public void Image_NameNotSynced_IsNotThere_HoweverTheFileWas()
    {
        Do('M', 5, "/disk/sub");
        Do('C', 7, "/disk/sub/a");
        Write(7, 0, "hello");
        Sync(7);
        Sync(5);
        Assert.Null(Left("sub/a"));

        Sync(1, Root);
        Assert.Equal("hello", Left("sub/a"));
    }

    [Fact]
    public void Image_UnlinkedAndRenamed_AreSoOnceTheFolderIsSynced()
    {
        Do('C', 7, "/disk/a");
        Do('C', 8, "/disk/b");
        Write(8, 0, "b");
        Sync(8);
        Sync(1, Root);
        Do('U', 0, "/disk/a");
        Do('R', 0, "/disk/b\0/disk/c");
        Assert.Equal(("", "b", null), (Left("a"), Left("b"), Left("c")));

        Sync(1);
        Assert.Equal((null, null, "b"), (Left("a"), Left("b"), Left("c")));
    }

    [Fact]
    public void Image_AfterAFailedSync_IsWithoutWhatTheNextOneDidNotGetAgain()
    {
        Do('C', 7, "/disk/a");
        Sync(1, Root);
        Write(7, 0, "first");
        Do('S', 7, where: 9);
        Do('F', 7, where: 9);
        Write(7, 5, "second");
        Sync(7);

        Assert.Equal("\0\0\0\0\0second", Left("a"));
    }

    [Fact]
    public void Image_OfALongWrite_CanBeTornBetweenSectors()
    {
        Do('C', 7, "/disk/a");
        Sync(1, Root);
        Write(7, 100, new string('x', 3_000));

        var torn = Enumerable.Range(0, 50).Select(_ => Left("a", chance: 0.5) ?? "").Where(text => text.Length > 0).ToList();

        // Whole sectors or nothing of them: a border is where the disk has one, at 512, not where the write began.
        Assert.All(torn, text => Assert.All(text.Skip(100).Zip(text.Skip(101)).Index(), pair =>
            Assert.True(pair.Item.First == pair.Item.Second || (pair.Index + 101) % 512 == 0, $"torn at {pair.Index + 101}")));
        Assert.Contains(torn, text => text.Skip(100).Distinct().Count() == 2);
    }

    [Fact]
    public void Image_OfWhatWasThereBefore_HasIt()
    {
        File.WriteAllText(folder.File("old"), "old");
        var later = new Platter(Root, folder.Path);
        later.Apply(new DiskEntry('O', 7, "/disk/old", 0, default, 0));
        later.Apply(new DiskEntry('W', 7, "", 3, "er"u8.ToArray(), 0));

        later.WriteImage(folder.File("image"), 1, random);

        Assert.Equal("older", File.ReadAllText(folder.File("image/old")));
    }

    private void Do(char kind, ulong file, string path = "", long where = 0) => platter.Apply(new DiskEntry(kind, file, path, where, default, 0));

    private void Write(ulong file, long where, string text) => platter.Apply(new DiskEntry('W', file, "", where, Encoding.ASCII.GetBytes(text), 0));

    private void Sync(ulong file, string? opened = null)
    {
        if (opened is not null)
        {
            Do('O', file, opened);
        }

        Do('S', file, where: 1_000);
        Do('E', file, where: 1_000);
    }

    private string? Left(string name, double chance = 0)
    {
        var image = folder.File($"image-{++images}");
        platter.WriteImage(image, chance, random);
        return File.Exists(Path.Combine(image, name)) ? File.ReadAllText(Path.Combine(image, name)) : null;
    }
}
