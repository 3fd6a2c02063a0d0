using Microsoft.Data.Sqlite;
using WebChatBridge.Protocol;
using WebChatBridge.Relay;

namespace WebChatBridge.Server;

/// <summary>What is asked of the database. Each answers from an index; none scans.</summary>
internal static class SqliteQueries
{
    private const string Columns = "m.seq, m.at, m.session, m.name, m.origin, m.payload, m.unterminated";
    private const string InRoom = "FROM messages m WHERE m.room = (SELECT id FROM rooms WHERE name = $room)";

    internal const string ForwardSql = $"SELECT {Columns} {InRoom} AND m.seq > $bound ORDER BY m.seq LIMIT $limit";
    internal const string BackwardSql = $"SELECT {Columns} {InRoom} AND m.seq < $bound ORDER BY m.seq DESC LIMIT $limit";
    internal const string FirstSql = $"SELECT m.seq {InRoom} ORDER BY m.seq LIMIT 1";
    internal const string PostsSql = """
        SELECT m.post_id, r.name, m.seq, m.at FROM messages m JOIN rooms r ON r.id = m.room
        WHERE m.client = $client AND m.post_id IS NOT NULL ORDER BY m.id DESC LIMIT $limit
        """;

    /// <summary>CROSS JOIN keeps the order of the tables: left to itself SQLite reads every message for its room.</summary>
    internal const string LastSql = $"SELECT {Columns}, r.name FROM rooms r CROSS JOIN messages m ON m.room = r.id AND m.seq = r.last_seq";

    public static IReadOnlyList<ChatMessage> Forward(SqliteConnection connection, string room, long after, int limit) =>
        Page(connection, ForwardSql, room, after, limit);

    public static IReadOnlyList<ChatMessage> Backward(SqliteConnection connection, string room, long before, int limit)
    {
        var page = Page(connection, BackwardSql, room, before, limit);
        page.Reverse();
        return page;
    }

    public static long FirstSeq(SqliteConnection connection, string room)
    {
        using var command = Command(connection, FirstSql, ("$room", room));
        return Convert.ToInt64(command.ExecuteScalar());
    }

    public static IReadOnlyList<KnownPost> RecentPosts(SqliteConnection connection, string client, int limit)
    {
        using var command = Command(connection, PostsSql, ("$client", client), ("$limit", Math.Max(limit, 0)));
        using var reader = command.ExecuteReader();
        var posts = new List<KnownPost>();
        while (reader.Read())
        {
            posts.Add(new KnownPost(reader.GetString(0), reader.GetString(1), reader.GetInt64(2), Time(reader.GetInt64(3))));
        }

        return posts;
    }

    public static List<ChatMessage> LastMessages(SqliteConnection connection)
    {
        using var command = Command(connection, LastSql);
        using var reader = command.ExecuteReader();
        var messages = new List<ChatMessage>();
        while (reader.Read())
        {
            messages.Add(Message(reader, reader.GetString(7)));
        }

        return messages;
    }

    private static List<ChatMessage> Page(SqliteConnection connection, string sql, string room, long bound, int limit)
    {
        // To SQLite a negative limit is none at all.
        using var command = Command(connection, sql, ("$room", room), ("$bound", bound), ("$limit", Math.Max(limit, 0)));
        using var reader = command.ExecuteReader();
        var messages = new List<ChatMessage>();
        while (reader.Read())
        {
            messages.Add(Message(reader, room));
        }

        return messages;
    }

    private static ChatMessage Message(SqliteDataReader reader, string room) => new()
    {
        Room = room,
        Seq = reader.GetInt64(0),
        At = Time(reader.GetInt64(1)),
        From = new Sender(reader.GetInt64(2), reader.GetString(3), (Origin)reader.GetInt32(4)),
        Payload = reader.GetFieldValue<byte[]>(5),
        Unterminated = reader.GetInt64(6) != 0,
    };

    private static DateTimeOffset Time(long milliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);

    private static SqliteCommand Command(SqliteConnection connection, string sql, params ReadOnlySpan<(string Name, object Value)> parameters)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in parameters)
        {
            command.Parameters.AddWithValue(name, value);
        }

        return command;
    }
}
