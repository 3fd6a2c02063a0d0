using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;

namespace WebChatBridge.Server;

/// <summary>
/// A few read-only connections. In WAL mode they neither wait for the writer nor make it wait; each read is one statement,
/// so that none holds a checkpoint up for long. Reads block, so they run on the thread pool, at most so many at a time.
/// </summary>
internal sealed class SqliteReaders(string path, int most = 4) : IDisposable
{
    private readonly SemaphoreSlim turns = new(most);
    private readonly ConcurrentBag<SqliteConnection> idle = [];
    private volatile bool disposed;

    public async ValueTask<T> ReadAsync<T>(Func<SqliteConnection, T> read, CancellationToken cancellationToken)
    {
        await turns.WaitAsync(cancellationToken);
        try
        {
            return await Task.Run(() => Read(read), cancellationToken);
        }
        finally
        {
            turns.Release();
        }
    }

    public void Dispose()
    {
        disposed = true;
        while (idle.TryTake(out var connection))
        {
            connection.Dispose();
        }
    }

    private T Read<T>(Func<SqliteConnection, T> read)
    {
        ObjectDisposedException.ThrowIf(disposed, this);
        var connection = idle.TryTake(out var used) ? used : SqliteConnections.OpenReader(path);
        var kept = false;
        try
        {
            var answer = read(connection);
            if (!disposed)
            {
                idle.Add(connection);
                kept = true;
            }

            return answer;
        }
        catch (SqliteException error)
        {
            throw SqliteFault.Explain(error, path);
        }
        finally
        {
            if (!kept)
            {
                connection.Dispose();
            }
        }
    }
}
