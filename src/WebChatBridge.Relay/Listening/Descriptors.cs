using System.Globalization;

namespace WebChatBridge.Relay;

/// <summary>
/// How many sockets there may be before the process runs out of descriptors (<c>ulimit -n</c>). Not one of the last may be
/// taken: without any the runtime itself cannot go on, and the process dies with everybody in it.
/// </summary>
public static class Descriptors
{
    private const string Limits = "/proc/self/limits";
    private const string Open = "/proc/self/fd";

    /// <summary>Descriptors this process may still open; null where nobody can tell.</summary>
    public static int? Free() => File.Exists(Limits) && Directory.Exists(Open) ? Free(File.ReadAllText(Limits), Directory.EnumerateFileSystemEntries(Open).Count()) : null;

    /// <summary>The same, of what the kernel says.</summary>
    internal static int? Free(string limits, int open)
    {
        // Wire: "Max open files            1024                 524288               files"
        const string name = "Max open files";
        var line = limits.Split('\n').FirstOrDefault(static line => line.StartsWith(name, StringComparison.Ordinal));
        var soft = line?[name.Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries) is [var first, ..] ? first : null;
        return int.TryParse(soft, NumberStyles.None, CultureInfo.InvariantCulture, out var limit) ? Math.Max(0, limit - open) : null;
    }

    /// <summary>How many of the free ones sockets of sessions may have; the others are for the web, the history and the runtime.</summary>
    public static int? ForSessions(int? free) => free is { } count ? Math.Max(1, count - Math.Max(64, count / 4)) : null;

    /// <summary>How many of them connections of the web may have; null where nobody can tell.</summary>
    public static long? ForWeb(int? free) => free is { } count ? Math.Clamp(count / 8, 16, 10_000) : null;
}
