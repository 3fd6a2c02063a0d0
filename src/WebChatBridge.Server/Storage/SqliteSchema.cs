using Microsoft.Data.Sqlite;
using WebChatBridge.Relay;

namespace WebChatBridge.Server;

/// <summary>
/// The tables, their version (<c>PRAGMA user_version</c>), and the SQLite they need. A message's <c>id</c> is its place in
/// the log of all rooms: retention drops from the smallest. <c>at</c> is milliseconds since 1970, UTC.
/// </summary>
internal static class SqliteSchema
{
    public const int Version = 1;

    private const string Tables = """
        CREATE TABLE rooms (
            id INTEGER PRIMARY KEY,
            name TEXT NOT NULL UNIQUE,
            last_seq INTEGER NOT NULL);
        CREATE TABLE messages (
            id INTEGER PRIMARY KEY,
            room INTEGER NOT NULL,
            seq INTEGER NOT NULL,
            at INTEGER NOT NULL,
            session INTEGER NOT NULL,
            name TEXT NOT NULL,
            origin INTEGER NOT NULL,
            payload BLOB NOT NULL,
            unterminated INTEGER NOT NULL,
            client TEXT,
            post_id TEXT);
        CREATE UNIQUE INDEX messages_by_room ON messages (room, seq);
        CREATE INDEX messages_by_client ON messages (client, id) WHERE client IS NOT NULL AND post_id IS NOT NULL;
        CREATE TABLE numbers (
            id INTEGER PRIMARY KEY CHECK (id = 1),
            last_message INTEGER NOT NULL,
            last_session INTEGER NOT NULL);
        INSERT INTO numbers VALUES (1, 0, 0);
        """;

    /// <summary>Earlier ones can damage a database in WAL mode when a checkpoint and a reset meet.</summary>
    private static readonly Version OldestSafe = new(3, 51, 3);

    public static void CheckLibrary(string version)
    {
        if (System.Version.Parse(version) < OldestSafe)
        {
            throw new LogUnavailableException(
                $"SQLite {version} can damage a history that is written and read at the same time; {OldestSafe} or newer is needed. Use the library that comes with the server.");
        }
    }

    /// <summary>Makes the tables in an empty database; refuses one that is newer, or not ours.</summary>
    public static void Ensure(SqliteConnection connection, string path)
    {
        var version = Convert.ToInt32(Scalar(connection, "PRAGMA user_version"));
        if (version > Version)
        {
            throw new LogUnavailableException(
                $"The history {path} has format {version}; this server knows format {Version}. It was written by a newer server: start that one, or use another file with --History:Path=<file>.");
        }

        if (version == Version)
        {
            return;
        }

        if (Convert.ToInt64(Scalar(connection, "SELECT count(*) FROM sqlite_master")) > 0)
        {
            throw new LogUnavailableException(
                $"The database {path} is not a history of this server. Use another file with --History:Path=<file>.");
        }

        Execute(connection, $"BEGIN IMMEDIATE; {Tables} PRAGMA user_version = {Version}; COMMIT;");
    }

    public static object? Scalar(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }

    public static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
