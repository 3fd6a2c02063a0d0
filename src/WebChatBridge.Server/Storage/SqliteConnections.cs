using Microsoft.Data.Sqlite;

namespace WebChatBridge.Server;

/// <summary>How connections are opened. Never pooled by the library: its pool keeps files open that were moved away.</summary>
internal static class SqliteConnections
{
    /// <summary>Longest wait for a lock that another program holds, in seconds.</summary>
    private const int BusySeconds = 2;

    /// <summary>The log is cut back to this after a checkpoint.</summary>
    public const int MaxWalBytes = 64 * 1024 * 1024;

    public static SqliteConnection OpenWriter(string path, string sync)
    {
        var connection = Open(path, SqliteOpenMode.ReadWrite);
        try
        {
            // The checkpoint comes every 16 MiB instead of every 4: it syncs the database file, while a commit syncs only the log.
            SqliteSchema.Execute(connection, $"""
                PRAGMA journal_mode = WAL;
                PRAGMA synchronous = {(sync == "normal" ? "NORMAL" : "FULL")};
                PRAGMA wal_autocheckpoint = 4096;
                PRAGMA journal_size_limit = {MaxWalBytes};
                PRAGMA cache_size = -16384;
                """);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Copies the write-ahead log into the database and syncs both. A log found at the start may be in the system's memory only:
    /// the process that wrote it was killed before it synced, or its sync failed, which no later one mends. What is read from it
    /// is shown to people, so it must stay.
    /// </summary>
    public static void Settle(SqliteConnection connection) => SqliteSchema.Execute(connection, "PRAGMA wal_checkpoint(TRUNCATE)");

    public static SqliteConnection OpenReader(string path) => Open(path, SqliteOpenMode.ReadOnly);

    private static SqliteConnection Open(string path, SqliteOpenMode mode)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = path,
            Mode = mode,
            Pooling = false,
            DefaultTimeout = BusySeconds,
        }.ToString());
        try
        {
            connection.Open();
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }
}
