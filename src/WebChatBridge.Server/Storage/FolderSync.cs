using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace WebChatBridge.Server;

/// <summary>
/// Brings the names in a folder to the disk. Syncing a file is a promise about its bytes; that it can be found again, POSIX
/// promises only once its folder was synced. .NET cannot open a folder, but it can sync one.
/// </summary>
internal static partial class FolderSync
{
    private const int ReadOnly = 0;

    public static void Sync(string folder)
    {
        using var handle = new SafeFileHandle(Open(folder, ReadOnly), ownsHandle: true);
        if (!handle.IsInvalid) // else it is not ours to read, and so was not made by us
        {
            RandomAccess.FlushToDisk(handle);
        }
    }

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);
}
