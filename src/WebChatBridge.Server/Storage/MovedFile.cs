using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;

namespace WebChatBridge.Server;

/// <summary>
/// Whether a connection writes to a file that is no longer where its path says: then everything succeeds, and nothing of it
/// would be found after a restart. SQLite compares the inodes; its package has no wrapper for the question.
/// </summary>
internal static partial class MovedFile
{
    private const int HasMoved = 20;

    public static bool Of(SqliteConnection connection)
    {
        var moved = 0;
        return Ask(connection.Handle!.DangerousGetHandle(), database: 0, HasMoved, ref moved) == 0 && moved != 0;
    }

    [LibraryImport("e_sqlite3", EntryPoint = "sqlite3_file_control")]
    private static partial int Ask(nint connection, nint database, int what, ref int answer);
}
