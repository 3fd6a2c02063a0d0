namespace WebChatBridge.Server;

/// <summary>Files that hold a secret or a private key: whoever can read one is who it is meant for.</summary>
internal static class SecretFile
{
    private const UnixFileMode Strangers = UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute | UnixFileMode.GroupWrite;

    /// <summary>Why the file is no secret, with the fix; null when it is one. A file that is not there is somebody else's to tell.</summary>
    public static string? Problem(string key, string path)
    {
        if (Mode(path) is not { } mode || (mode & Strangers) == UnixFileMode.None)
        {
            return null;
        }

        return $"{key} is \"{path}\", whose permissions are {Octal(mode)}: other accounts of this machine could read or change it. Fix: chmod 600 {path}";
    }

    /// <summary>What is allowed but worth a look; null when there is nothing.</summary>
    public static string? Warning(string key, string path) => Mode(path) is { } mode && (mode & (Strangers | UnixFileMode.GroupRead)) == UnixFileMode.GroupRead
        ? $"{key} is \"{path}\", whose permissions are {Octal(mode)}: all of its group can read it."
        : null;

    private static UnixFileMode? Mode(string path) => path.Length > 0 && !OperatingSystem.IsWindows() && File.Exists(path) ? File.GetUnixFileMode(path) : null;

    private static string Octal(UnixFileMode mode) => Convert.ToString((int)mode, 8).PadLeft(4, '0');
}
