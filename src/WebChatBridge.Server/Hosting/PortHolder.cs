using System.Diagnostics;
using System.Globalization;

namespace WebChatBridge.Server;

/// <summary>Asks Linux which process listens on a port. Elsewhere, and for processes of other accounts, it does not know.</summary>
internal static class PortHolder
{
    private static readonly string[] Tables = ["/proc/net/tcp", "/proc/net/tcp6"];

    public static string? Find(int port)
    {
        try
        {
            var sockets = Tables
                .Where(File.Exists)
                .SelectMany(table => File.ReadLines(table).Skip(1))
                .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
                .Where(fields => IsListeningOn(fields, port))
                .Select(fields => $"socket:[{fields[9]}]")
                .ToHashSet(StringComparer.Ordinal);
            return sockets.Count == 0 ? null : Directory.EnumerateDirectories("/proc")
                .Where(folder => int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out _) && Holds(folder, sockets))
                .Select(folder => Describe(int.Parse(Path.GetFileName(folder), CultureInfo.InvariantCulture)))
                .FirstOrDefault();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return null;
        }
    }

    private static string Describe(int pid)
    {
        using var process = Process.GetProcessById(pid);
        return $"{process.ProcessName} (process {pid})";
    }

    /// <summary>Fields of proc(5) net/tcp: 1 is ADDRESS:PORT in hex, 3 the state (0A listens), 9 the inode.</summary>
    private static bool IsListeningOn(string[] fields, int port) =>
        fields.Length > 9 && fields[3] == "0A"
        && int.TryParse(fields[1].AsSpan(fields[1].LastIndexOf(':') + 1), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var listening)
        && listening == port;

    private static bool Holds(string process, HashSet<string> sockets)
    {
        try
        {
            return Directory.EnumerateFileSystemEntries(process + "/fd")
                .Any(descriptor => File.ResolveLinkTarget(descriptor, returnFinalTarget: false) is { } target
                    && sockets.Contains(Path.GetFileName(target.FullName)));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
