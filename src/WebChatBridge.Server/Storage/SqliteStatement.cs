using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace WebChatBridge.Server;

/// <summary>
/// A prepared statement that is run over and over: bound by number, without the parameter objects and the boxing of a
/// command. At a thousand messages per commit that is most of what a message costs.
/// </summary>
internal sealed class SqliteStatement : IDisposable
{
    private readonly sqlite3 database;
    private readonly sqlite3_stmt statement;

    public SqliteStatement(SqliteConnection connection, string sql)
    {
        database = connection.Handle!;
        Check(raw.sqlite3_prepare_v3(database, sql, raw.SQLITE_PREPARE_PERSISTENT, out statement));
    }

    public SqliteStatement Bind(int index, long value)
    {
        Check(raw.sqlite3_bind_int64(statement, index, value));
        return this;
    }

    public SqliteStatement Bind(int index, string? value)
    {
        Check(value is null ? raw.sqlite3_bind_null(statement, index) : raw.sqlite3_bind_text(statement, index, value));
        return this;
    }

    public SqliteStatement Bind(int index, ReadOnlySpan<byte> value)
    {
        Check(value.IsEmpty ? raw.sqlite3_bind_zeroblob(statement, index, 0) : raw.sqlite3_bind_blob(statement, index, value));
        return this;
    }

    /// <summary>Runs it with these numbers for its first parameters. Answers how many rows it changed.</summary>
    public int Run(params ReadOnlySpan<long> numbers)
    {
        for (var i = 0; i < numbers.Length; i++)
        {
            Bind(i + 1, numbers[i]);
        }

        var code = raw.sqlite3_step(statement);
        Reset(code == raw.SQLITE_ROW ? raw.SQLITE_DONE : code);
        return raw.sqlite3_changes(database);
    }

    /// <summary>Runs it and answers the first column of its row.</summary>
    public long RunForNumber()
    {
        var code = raw.sqlite3_step(statement);
        var number = code == raw.SQLITE_ROW ? raw.sqlite3_column_int64(statement, 0) : 0;

        // What RETURNING answers is complete only after the last step.
        Reset(code == raw.SQLITE_ROW ? raw.sqlite3_step(statement) : code);
        return number;
    }

    public void Dispose() => statement.Dispose();

    private void Reset(int code)
    {
        if (code == raw.SQLITE_DONE)
        {
            _ = raw.sqlite3_reset(statement);
            return;
        }

        // The words of the error belong to the last call: read before the reset.
        var error = Error(code);
        _ = raw.sqlite3_reset(statement);
        throw error;
    }

    private void Check(int code)
    {
        if (code != raw.SQLITE_OK)
        {
            throw Error(code);
        }
    }

    private SqliteException Error(int code) =>
        new(raw.sqlite3_errmsg(database).utf8_to_string(), code & 0xFF, raw.sqlite3_extended_errcode(database));
}
