using System.Globalization;
using WebChatBridge.Relay;

namespace WebChatBridge.Server;

/// <summary>
/// One process per database: <c>history.db.lock</c>, locked by the operating system for as long as the process lives. A file
/// left by a process that died locks nobody out. <c>history.db.pid</c> beside it is for the words of the refusal only: what
/// is locked cannot be read.
/// </summary>
internal sealed class HistoryLock : IDisposable
{
    private readonly FileStream file;
    private readonly string pidFile;

    private HistoryLock(FileStream file, string pidFile) => (this.file, this.pidFile) = (file, pidFile);

    public static HistoryLock Take(string database)
    {
        var (path, pidFile) = (database + ".lock", database + ".pid");
        try
        {
            var held = new FileStream(path, PrivateFile.Options(FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
            File.WriteAllText(pidFile, Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
            return new HistoryLock(held, pidFile);
        }
        catch (IOException error) when (IsTaken(error))
        {
            throw new LogUnavailableException(
                $"The history {database} is in use by {Holder(pidFile)}. Stop that one first, or give this server its own with --History:Path=<file>.", error);
        }
    }

    public void Dispose()
    {
        File.Delete(pidFile);
        file.Dispose();
    }

    // A sharing violation of Windows; EWOULDBLOCK of Linux and of macOS. A disk that is full or read-only is another matter.
    private static bool IsTaken(IOException error) =>
        OperatingSystem.IsWindows() ? error.HResult == unchecked((int)0x80070020) : error.HResult is 11 or 35;

    private static string Holder(string pidFile)
    {
        try
        {
            return int.TryParse(File.ReadAllText(pidFile), CultureInfo.InvariantCulture, out var pid) ? $"process {pid}" : "another process";
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return "another process";
        }
    }
}
