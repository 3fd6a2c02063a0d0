using Microsoft.Data.Sqlite;
using WebChatBridge.Protocol;
using WebChatBridge.Relay;

namespace WebChatBridge.Server;

/// <summary>
/// History in a SQLite file: WAL, one commit per batch, an fsync before a batch counts as stored. One thread writes
/// (<see cref="WriterThread"/>); readers have connections of their own and never make it wait.
/// </summary>
internal sealed class SqliteLog : IMessageLog
{
    /// <summary>Messages dropped per commit of a trim: batches get in between.</summary>
    private const int TrimStep = 500;

    private readonly string path;
    private readonly string sync;
    private readonly DiskSpace space;
    private readonly SqliteReaders readers;
    private readonly WriterThread thread = new();
    private HistoryLock? exclusive;
    private SqliteWriter? writer;

    /// <summary>The one that failed last; closed when there is another. <see cref="SqliteWriter.Abandon"/>.</summary>
    private SqliteWriter? broken;

    /// <summary>Whether the last write failed: then the next has to be a real one, however little there is to store.</summary>
    private bool doubtful;
    private bool disposed;

    public SqliteLog(HistoryOptions options, TimeProvider time, Func<string, long>? freeBytes = null)
    {
        path = Path.GetFullPath(options.Path);
        sync = options.Sync;
        space = new DiskSpace(Path.GetDirectoryName(path)!, options.MinFreeDiskBytes, time, freeBytes);
        readers = new SqliteReaders(path);
    }

    public string Store => "sqlite";

    public async ValueTask<LogSnapshot> OpenAsync(CancellationToken cancellationToken) => await thread.RunAsync(Open);

    /// <summary>An empty batch stores nothing; after a failure it tells, by a write and a sync, whether one could be stored now.</summary>
    public async ValueTask<IReadOnlyList<ChatMessage>> AppendAsync(IReadOnlyList<Draft> batch, CancellationToken cancellationToken) =>
        await thread.RunAsync(() => Append(batch));

    public ValueTask<IReadOnlyList<ChatMessage>> ReadForwardAsync(string room, long after, int limit, CancellationToken cancellationToken) =>
        readers.ReadAsync(connection => SqliteQueries.Forward(connection, room, after, limit), cancellationToken);

    public ValueTask<IReadOnlyList<ChatMessage>> ReadBackwardAsync(string room, long before, int limit, CancellationToken cancellationToken) =>
        readers.ReadAsync(connection => SqliteQueries.Backward(connection, room, before, limit), cancellationToken);

    public ValueTask<long> FirstSeqAsync(string room, CancellationToken cancellationToken) =>
        readers.ReadAsync(connection => SqliteQueries.FirstSeq(connection, room), cancellationToken);

    public ValueTask<IReadOnlyList<KnownPost>> RecentPostsAsync(string client, int limit, CancellationToken cancellationToken) =>
        readers.ReadAsync(connection => SqliteQueries.RecentPosts(connection, client, limit), cancellationToken);

    public async ValueTask<int> TrimAsync(DateTimeOffset olderThan, CancellationToken cancellationToken)
    {
        var bound = olderThan.ToUnixTimeMilliseconds();
        var dropped = 0;
        for (var step = TrimStep; step == TrimStep; dropped += step)
        {
            cancellationToken.ThrowIfCancellationRequested();
            step = await thread.RunAsync(() => Write(writer => writer.Trim(bound, TrimStep)));
        }

        return dropped;
    }

    public async ValueTask DisposeAsync()
    {
        if (disposed)
        {
            return;
        }

        disposed = true;
        await thread.RunAsync(() =>
        {
            // The last connection to close empties the write-ahead log into the database.
            readers.Dispose();
            broken?.Dispose();
            writer?.Dispose();
            (broken, writer) = (null, null);
            return exclusive;
        });
        exclusive?.Dispose();
        thread.Dispose();
    }

    private LogSnapshot Open()
    {
        try
        {
            PrivateFile.CreateFolder(Path.GetDirectoryName(path)!);
            exclusive = HistoryLock.Take(path);
            File.Open(path, PrivateFile.Options(FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.ReadWrite)).Dispose();
            using var connection = SqliteConnections.OpenWriter(path, sync);
            SqliteSchema.CheckLibrary(connection.ServerVersion);
            SqliteSchema.Ensure(connection, path);
            Settle(connection);
            writer = SqliteWriter.Open(path, sync);
            var rooms = writer.Rooms.ToDictionary(room => room.Key, room => room.Value.LastSeq, StringComparer.Ordinal);
            return new LogSnapshot(SqliteQueries.LastMessages(connection), rooms, writer.LastSession);
        }
        catch (Exception error) when (error is not LogUnavailableException)
        {
            throw Unavailable(error);
        }
    }

    private ChatMessage[] Append(IReadOnlyList<Draft> batch)
    {
        space.Check();
        if (batch.Count == 0)
        {
            space.CheckRoom();
        }

        try
        {
            var stored = Write(writer => Append(writer, batch));
            doubtful = false;
            return stored;
        }
        catch (LogUnavailableException fault)
        {
            doubtful = true;
            if (SqliteFault.IsFull(fault.InnerException))
            {
                // Each message also changes a page, and pages of its indexes.
                space.RanOut(batch.Sum(static draft => draft.Message.Payload.Length + 4_096L) + 65_536);
            }

            throw;
        }
    }

    private ChatMessage[] Append(SqliteWriter open, IReadOnlyList<Draft> batch)
    {
        if (batch.Count > 0)
        {
            var stored = open.Append(batch);
            space.Sufficed();
            return stored;
        }

        if (doubtful)
        {
            open.Prove();
        }

        return [];
    }

    // On a full disk it fails: history can be read there, and the first write tells.
    private void Settle(SqliteConnection connection)
    {
        try
        {
            SqliteConnections.Settle(connection);
        }
        catch (SqliteException)
        {
            doubtful = true;
        }
    }

    private T Write<T>(Func<SqliteWriter, T> write)
    {
        // Another connection would find the other file: the one that is open stays, and goes on when the file is back.
        if ((broken ?? writer) is { HasMoved: true })
        {
            throw new LogUnavailableException(
                $"The history {path} was moved, deleted or replaced while the server has it open; what is written now would be lost. Put it back, or restart the server to go on with what is there.");
        }

        // What is in a write-ahead log without a name is found by nobody after a crash. An orderly stop still writes it into the database.
        if ((broken ?? writer)?.Missing is { } missing)
        {
            throw new LogUnavailableException(
                $"The history's {missing} was moved or deleted while the server has it open; what is written now could be lost. Put it back, or stop the server in order, which saves what it has, and start it again.");
        }

        try
        {
            writer ??= SqliteWriter.Open(path, sync);
            broken?.Dispose();
            broken = null;
            return write(writer);
        }
        catch (Exception error)
        {
            writer?.Abandon();
            (broken, writer) = (writer ?? broken, null);
            throw error is LogUnavailableException ? error : Unavailable(error);
        }
    }

    private LogUnavailableException Unavailable(Exception error) => error is SqliteException fault
        ? SqliteFault.Explain(fault, path)
        : new LogUnavailableException($"The history {path} cannot be opened: {error.Message} Look at the folder's permissions, or use another file with --History:Path=<file>.", error);
}
