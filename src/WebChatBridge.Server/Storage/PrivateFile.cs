namespace WebChatBridge.Server;

/// <summary>Files that only the account the server runs under may read: they hold what people said.</summary>
internal static class PrivateFile
{
    private const UnixFileMode FileMode600 = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode FolderMode700 = FileMode600 | UnixFileMode.UserExecute;

    public static FileStreamOptions Options(FileMode mode, FileAccess access, FileShare share)
    {
        var options = new FileStreamOptions { Mode = mode, Access = access, Share = share };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = FileMode600;
        }

        return options;
    }

    /// <summary>Makes the folder and those above it that are missing; afterwards a power cut takes none of them away.</summary>
    public static void CreateFolder(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
            return;
        }

        var existing = Path.GetDirectoryName(folder);
        while (existing is not null && !Directory.Exists(existing))
        {
            existing = Path.GetDirectoryName(existing);
        }

        Directory.CreateDirectory(folder, FolderMode700);

        // Also of a folder that was there: who made it may have died before this.
        for (var parent = Path.GetDirectoryName(folder); parent is not null && parent.Length >= existing!.Length; parent = Path.GetDirectoryName(parent))
        {
            FolderSync.Sync(parent);
        }
    }
}
