using Microsoft.Data.Sqlite;
using WebChatBridge.Relay;

namespace WebChatBridge.Server;

/// <summary>What SQLite's error codes mean to the person who runs the server.</summary>
internal static class SqliteFault
{
    private const int Busy = 5, Locked = 6, ReadOnly = 8, IoError = 10, Corrupt = 11, Full = 13, CannotOpen = 14, NotADatabase = 26;

    public static bool IsFull(Exception? error) => error is SqliteException { SqliteErrorCode: Full };

    public static LogUnavailableException Explain(SqliteException error, string path) => new(Words(error, path), error);

    private static string Words(SqliteException error, string path) => error.SqliteErrorCode switch
    {
        Busy or Locked => $"The history {path} is locked by another program. Close what has it open (a database browser, a backup).",
        ReadOnly => $"The history {path} cannot be written: the file or its folder is read-only for this account. Mend its permissions.",
        IoError => $"The disk failed while the history {path} was read or written (SQLite {error.SqliteExtendedErrorCode}). Look at the disk and the system's log.",
        Full => $"The disk of the history {path} is full. Free some space.",
        CannotOpen => $"The history {path} cannot be opened. Look whether its folder exists and this account may write there.",
        Corrupt or NotADatabase =>
            $"The history {path} is damaged or is not a database. Put a backup in its place, or move it away together with its -wal and -shm files: the server then starts with an empty one.",
        _ => $"The history {path} fails: {error.Message}",
    };
}
