using Microsoft.Data.Sqlite;
using SQLitePCL;
using WebChatBridge.Protocol;
using WebChatBridge.Relay;

namespace WebChatBridge.Server;

/// <summary>
/// The writing connection, its prepared commands and the numbers it gives. Lives on the writer thread. After any failure it
/// is replaced and the new one reads the numbers from the file again, so that memory and file cannot disagree.
/// </summary>
internal sealed class SqliteWriter : IDisposable
{
    private readonly SqliteConnection connection;
    private readonly string[] beside;
    private readonly SqliteStatement begin, commit, prove, insert, addRoom, setRoom, setNumbers, trim;
    private readonly Dictionary<string, RoomRow> rooms = new(StringComparer.Ordinal);
    private readonly List<RoomRow> touched = [];
    private long lastMessage;
    private long lastSession;

    private SqliteWriter(SqliteConnection connection)
    {
        this.connection = connection;
        beside = [connection.DataSource + "-wal", connection.DataSource + "-shm"];
        begin = new(connection, "BEGIN IMMEDIATE");
        commit = new(connection, "COMMIT");
        prove = new(connection, $"PRAGMA user_version = {SqliteSchema.Version}");
        insert = new(connection, "INSERT INTO messages VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)");
        addRoom = new(connection, "INSERT INTO rooms (name, last_seq) VALUES ($1, 0) RETURNING id");
        setRoom = new(connection, "UPDATE rooms SET last_seq = $1 WHERE id = $2");
        setNumbers = new(connection, "UPDATE numbers SET last_message = $1, last_session = $2");
        trim = new(connection, """
            DELETE FROM messages WHERE id IN (SELECT id FROM messages ORDER BY id LIMIT $1) AND id < coalesce(
                (SELECT min(id) FROM (SELECT id, at FROM messages ORDER BY id LIMIT $1) WHERE at >= $2), 9223372036854775807)
            """);
        ReadNumbers();
    }

    public static SqliteWriter Open(string path, string sync)
    {
        var opened = SqliteConnections.OpenWriter(path, sync);
        try
        {
            return new SqliteWriter(opened);
        }
        catch
        {
            opened.Dispose();
            throw;
        }
    }

    public IReadOnlyDictionary<string, RoomRow> Rooms => rooms;

    public long LastSession => lastSession;

    /// <summary>Whether the file is no longer where its path says.</summary>
    public bool HasMoved => MovedFile.Of(connection);

    /// <summary>The one of the two files beside it that is no longer there, although this has it open; null when both are.</summary>
    public string? Missing => Array.Find(beside, static file => !File.Exists(file));

    /// <summary>All of the batch or none of it. Throws <see cref="SqliteException"/>; the writer is then of no more use.</summary>
    public ChatMessage[] Append(IReadOnlyList<Draft> batch)
    {
        begin.Run();
        var stored = new ChatMessage[batch.Count];
        for (var i = 0; i < stored.Length; i++)
        {
            stored[i] = Insert(batch[i]);
        }

        foreach (var room in touched)
        {
            setRoom.Run(room.LastSeq, room.Id);
            room.Touched = false;
        }

        touched.Clear();
        setNumbers.Run(lastMessage, lastSession);
        commit.Run();
        return stored;
    }

    /// <summary>Writes a page and syncs it, without changing anything: SQLite writes the first one whatever is in it.</summary>
    public void Prove() => prove.Run();

    /// <summary>
    /// After a failure: ends the transaction and stays open. A failed sync leaves a batch in the write-ahead log that nobody sees
    /// as long as somebody has the database open; who opens it after the last close reads that log anew, and the batch as stored.
    /// </summary>
    public void Abandon() => _ = raw.sqlite3_exec(connection.Handle, "ROLLBACK");

    /// <summary>
    /// Drops at most so many of the oldest messages, and stops at the first that is new enough: what is left of a room has no
    /// gaps, even if the clock was set back. Answers how many it dropped.
    /// </summary>
    public int Trim(long olderThan, int most) => trim.Run(most, olderThan);

    public void Dispose()
    {
        foreach (var statement in new[] { begin, commit, prove, insert, addRoom, setRoom, setNumbers, trim })
        {
            statement.Dispose();
        }

        connection.Dispose();
    }

    private ChatMessage Insert(Draft draft)
    {
        var message = draft.Message;
        var room = rooms.TryGetValue(message.Room, out var known) ? known : AddRoom(message.Room);
        if (!room.Touched)
        {
            room.Touched = true;
            touched.Add(room);
        }

        var stored = message with { Seq = ++room.LastSeq };
        lastSession = Math.Max(lastSession, message.From.Id);
        insert
            .Bind(1, ++lastMessage).Bind(2, room.Id).Bind(3, stored.Seq).Bind(4, message.At.ToUnixTimeMilliseconds())
            .Bind(5, message.From.Id).Bind(6, message.From.Name).Bind(7, (long)message.From.Origin)
            .Bind(8, message.Payload.Span).Bind(9, message.Unterminated ? 1 : 0)
            .Bind(10, draft.Client).Bind(11, draft.PostId)
            .Run();
        return stored;
    }

    private RoomRow AddRoom(string name)
    {
        var room = new RoomRow(addRoom.Bind(1, name).RunForNumber(), 0);
        rooms.Add(name, room);
        return room;
    }

    private void ReadNumbers()
    {
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT last_message, last_session FROM numbers; SELECT name, id, last_seq FROM rooms;";
        using var reader = command.ExecuteReader();
        if (reader.Read())
        {
            (lastMessage, lastSession) = (reader.GetInt64(0), reader.GetInt64(1));
        }

        reader.NextResult();
        while (reader.Read())
        {
            rooms.Add(reader.GetString(0), new RoomRow(reader.GetInt64(1), reader.GetInt64(2)));
        }
    }

    /// <summary>A room's row, and whether the batch at hand changed it.</summary>
    internal sealed class RoomRow(long id, long lastSeq)
    {
        public long Id { get; } = id;

        public long LastSeq { get; set; } = lastSeq;

        public bool Touched { get; set; }
    }
}
