using System.IO.MemoryMappedFiles;
using System.Runtime.InteropServices;
using WebChatBridge.Server.Tests;

namespace WebChatBridge.Promises.Tests;

/// <summary>
/// <c>tests/powercut/disk.c</c>, compiled once, around one process at a time: what it does to a folder is in
/// <see cref="Record"/>, and its calls fail on order.
/// </summary>
internal sealed class DiskShim : IDisposable
{
    /// <summary>errno: the disk failed; no room on it.</summary>
    public const int InputOutputError = 5, NoSpace = 28;

    /// <summary>Every call from now on.</summary>
    public const int All = -1;

    private static readonly Lazy<Task<string>> Library = new(CompileAsync);

    private readonly string orders;
    private readonly string library;
    private readonly MemoryMappedFile map;
    private readonly MemoryMappedViewAccessor page;

    private DiskShim(string folder, string record, string library)
    {
        (Folder, Record, this.library) = (folder, record, library);
        orders = record + ".orders";
        map = MemoryMappedFile.CreateFromFile(orders, FileMode.Create, null, 4_096);
        page = map.CreateViewAccessor(0, Marshal.SizeOf<Orders>());
    }

    /// <summary>The folder that is watched.</summary>
    public string Folder { get; }

    /// <summary>The file with everything the process did. Its length tells how far that has come.</summary>
    public string Record { get; }

    /// <summary>For the start of the process.</summary>
    public IReadOnlyDictionary<string, string?> Environment => new Dictionary<string, string?>
    {
        ["LD_PRELOAD"] = library,
        ["WCB_DISK_FOLDER"] = Folder,
        ["WCB_DISK_RECORD"] = Record,
        ["WCB_DISK_ORDERS"] = orders,
    };

    public int WritesFailed => page.ReadInt32(Place(nameof(Orders.WritesFailed)));

    public int SyncsFailed => page.ReadInt32(Place(nameof(Orders.SyncsFailed)));

    public int WritesCut => page.ReadInt32(Place(nameof(Orders.WritesCut)));

    /// <summary>Watches a folder. Skips the test where there is no C compiler or no Linux.</summary>
    public static async Task<DiskShim> WatchAsync(string folder, string record)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "LD_PRELOAD is of Linux.");
        RealProgram.Need("cc");
        return new DiskShim(folder, record, await Library.Value);
    }

    /// <summary>So many of the next writes and syncs fail.</summary>
    public void Fail(int error, int writes = 0, int syncs = 0)
    {
        page.Write(Place(nameof(Orders.Error)), error);
        page.Write(Place(nameof(Orders.SyncsToFail)), syncs);
        page.Write(Place(nameof(Orders.WritesToFail)), writes);
    }

    /// <summary>Nothing fails any more.</summary>
    public void Mend() => Fail(0);

    /// <summary>Writes write only half of what they are given, and say so.</summary>
    public void WriteShort(bool on) => page.Write(Place(nameof(Orders.ShortWrites)), on ? 1 : 0);

    public void Dispose()
    {
        page.Dispose();
        map.Dispose();
    }

    private static long Place(string field) => Marshal.OffsetOf<Orders>(field);

    private static async Task<string> CompileAsync()
    {
        var source = Path.Combine(ServerProcess.Root, "tests", "powercut", "disk.c");
        var output = Directory.CreateTempSubdirectory("wcb-disk-").FullName;
        var compiled = Path.Combine(output, "libdisk.so");
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(output, recursive: true);
        await using var compiler = RealProgram.Start("cc", "-O1", "-Wall", "-Wextra", "-Werror", "-shared", "-fPIC", "-o", compiled, source);
        Assert.True(await compiler.ExitAsync() == 0, compiler.Errors);
        return compiled;
    }

    // struct orders of disk.c.
    [StructLayout(LayoutKind.Sequential)]
    private struct Orders
    {
        public int Error, WritesToFail, SyncsToFail, ShortWrites, WritesFailed, SyncsFailed, WritesCut;
    }
}
