namespace WebChatBridge.Server;

/// <summary>The folder <c>access</c> beside the history: keys, links, logins, and where the server that runs is reached.</summary>
internal sealed class AccessFolder(HistoryOptions history)
{
    private const string Running = "running";

    /// <summary>Where it is.</summary>
    public string Path { get; } = System.IO.Path.Combine(System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(history.Path))!, "access");

    /// <summary>What signs cookies of the framework's own, and the state of an identity provider's answer.</summary>
    public DirectoryInfo Keys => new(System.IO.Path.Combine(Path, "keys"));

    public RecordFolder<LinkRecord> Links => new(System.IO.Path.Combine(Path, "links"));

    public RecordFolder<LoginRecord> Logins => new(System.IO.Path.Combine(Path, "logins"));

    /// <summary>What the command <c>link</c> made, until the audit has heard of it.</summary>
    public RecordFolder<LinkNote> Notes => new(System.IO.Path.Combine(Path, "notes"));

    /// <summary>Makes the folders, for this account only.</summary>
    public void Create()
    {
        PrivateFile.CreateFolder(Path);
        PrivateFile.CreateFolder(Keys.FullName);
        if (!OperatingSystem.IsWindows())
        {
            // It may be older than this program, or unpacked from a backup.
            const UnixFileMode mode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
            File.SetUnixFileMode(Path, mode);
            File.SetUnixFileMode(Keys.FullName, mode);
        }
    }

    /// <summary>Says where this process is reached.</summary>
    public void Announce(IEnumerable<string> addresses) => Places.Put(Running, new ServerPlace(Environment.ProcessId, [.. addresses]));

    /// <summary>The server that runs with this folder; null when none does.</summary>
    public ServerPlace? FindRunning() => Places.Find(Running) is { IsAlive: true } server ? server : null;

    private RecordFolder<ServerPlace> Places => new(Path);
}
