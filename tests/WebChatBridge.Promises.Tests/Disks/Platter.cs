namespace WebChatBridge.Promises.Tests;

/// <summary>
/// A disk that is told what a process did and can say what is left of one folder when the power goes: what was synced, names
/// included, and as much or as little as one likes of what was not. A name is there for sure once its folder was synced; that
/// is what POSIX promises, and less than most file systems keep.
/// </summary>
internal sealed class Platter
{
    private readonly string root;
    private readonly Dictionary<ulong, PlatterFile> files = [];
    private readonly Dictionary<ulong, string> folders = [];
    private readonly Dictionary<long, long> syncs = [];
    private readonly Dictionary<string, PlatterFile?> names;
    private readonly Dictionary<string, PlatterFile?> sureNames;
    private readonly List<Naming> pending = [];
    private long number;

    /// <param name="root">The folder that is watched, as the record names it.</param>
    /// <param name="before">What is in it for sure, before anything happens: another folder; null for nothing.</param>
    public Platter(string root, string? before = null)
    {
        this.root = root;
        names = new Dictionary<string, PlatterFile?>(StringComparer.Ordinal) { [root] = null };
        foreach (var path in before is null ? [] : Directory.GetFileSystemEntries(before, "*", SearchOption.AllDirectories))
        {
            names[Path.Combine(root, Path.GetRelativePath(before!, path))] = File.Exists(path) ? new PlatterFile(File.ReadAllBytes(path)) : null;
        }

        sureNames = new Dictionary<string, PlatterFile?>(names, StringComparer.Ordinal);
    }

    /// <summary>How many writes and truncations are not synced.</summary>
    public int Unsynced => files.Values.Sum(file => file.Unsynced);

    public void Apply(DiskEntry entry)
    {
        number++;
        switch (entry.Kind)
        {
            case 'O' when names.GetValueOrDefault(entry.Path) is { } file:
                Is(entry, file);
                break;
            case 'O':
                folders[entry.File] = entry.Path;
                break;
            case 'C':
                Name(entry.Path, Is(entry, new PlatterFile()));
                break;
            case 'M':
                folders[entry.File] = entry.Path;
                Name(entry.Path, file: null);
                break;
            case 'U':
                Name(entry.Path, file: null, gone: true);
                break;
            case 'R' when entry.Path.Split('\0') is [var from, var to]:
                Name(to, names[from]);
                Name(from, file: null, gone: true);
                break;
            case 'W':
                files[entry.File].Write(number, entry.Where, entry.Data);
                break;
            case 'T':
                files[entry.File].Truncate(number, entry.Where);
                break;
            case 'S':
                syncs[entry.Where] = number;
                break;
            case 'E' when folders.TryGetValue(entry.File, out var folder):
                NamesSynced(folder, syncs[entry.Where]);
                break;
            case 'E':
                files[entry.File].Synced(syncs[entry.Where]);
                break;
            case 'F' when files.TryGetValue(entry.File, out var file):
                file.SyncFailed(syncs[entry.Where]);
                break;
        }
    }

    /// <summary>Writes what is left into a folder: with chance 0 only what was synced, with 1 everything that was done.</summary>
    public void WriteImage(string folder, double chance, Random random)
    {
        var left = new Dictionary<string, PlatterFile?>(sureNames, StringComparer.Ordinal);
        foreach (var naming in pending.TakeWhile(_ => random.NextDouble() < chance))
        {
            naming.Do(left);
        }

        Directory.CreateDirectory(folder);
        foreach (var (path, file) in left.Where(name => name.Key != root && Reached(name.Key, left)).OrderBy(name => name.Key, StringComparer.Ordinal))
        {
            var target = Path.Combine(folder, Path.GetRelativePath(root, path));
            if (file is null)
            {
                Directory.CreateDirectory(target);
            }
            else
            {
                File.WriteAllBytes(target, file.Left(chance, random).Span);
            }
        }
    }

    // The number of an inode whose file is gone may be a folder's next, and the other way round.
    private PlatterFile Is(DiskEntry entry, PlatterFile file)
    {
        folders.Remove(entry.File);
        return files[entry.File] = file;
    }

    private void Name(string path, PlatterFile? file, bool gone = false)
    {
        var naming = new Naming(number, path, file, gone);
        naming.Do(names);
        pending.Add(naming);
    }

    private void NamesSynced(string folder, long before)
    {
        foreach (var naming in pending.Where(naming => naming.Number < before && Path.GetDirectoryName(naming.Path) == folder))
        {
            naming.Do(sureNames);
        }

        pending.RemoveAll(naming => naming.Number < before && Path.GetDirectoryName(naming.Path) == folder);
    }

    // What is in a folder whose own name is gone cannot be found.
    private bool Reached(string path, Dictionary<string, PlatterFile?> left) =>
        path == root || (Path.GetDirectoryName(path) is { } folder && left.ContainsKey(folder) && Reached(folder, left));

    /// <summary>A name given to a file, or to a folder without one, or taken away.</summary>
    private readonly record struct Naming(long Number, string Path, PlatterFile? File, bool Gone)
    {
        public void Do(Dictionary<string, PlatterFile?> names)
        {
            if (Gone)
            {
                names.Remove(Path);
            }
            else
            {
                names[Path] = File;
            }
        }
    }
}
