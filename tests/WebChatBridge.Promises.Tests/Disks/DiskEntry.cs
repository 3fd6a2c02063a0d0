using System.Runtime.InteropServices;
using System.Text;

namespace WebChatBridge.Promises.Tests;

/// <summary>One thing a process did to a file, as <c>tests/powercut/disk.c</c> wrote it down.</summary>
/// <param name="Kind">Which: the letters there.</param>
/// <param name="File">Its inode.</param>
/// <param name="Path">Of what was opened, made, unlinked or renamed; of a renaming both, NUL between.</param>
/// <param name="Where">Offset of a write, length after a truncation, number of a sync.</param>
/// <param name="Data">What was written.</param>
/// <param name="End">Where the entry ends in the record.</param>
internal readonly record struct DiskEntry(char Kind, ulong File, string Path, long Where, ReadOnlyMemory<byte> Data, long End)
{
    /// <summary>Reads a whole record; a last entry that a kill cut off is left out.</summary>
    public static List<DiskEntry> ReadAll(byte[] record)
    {
        var entries = new List<DiskEntry>();
        var at = 0;
        while (record.Length - at >= Marshal.SizeOf<Head>())
        {
            var head = MemoryMarshal.Read<Head>(record.AsSpan(at));
            var path = at + Marshal.SizeOf<Head>();
            var data = path + (int)head.PathBytes;
            if (record.Length - data < (long)head.Bytes)
            {
                break;
            }

            at = data + (int)head.Bytes;
            entries.Add(new DiskEntry(
                (char)head.Kind, head.File, Encoding.UTF8.GetString(record, path, (int)head.PathBytes), (long)head.Where, record.AsMemory(data, (int)head.Bytes), at));
        }

        return entries;
    }

    // struct entry of disk.c.
    [StructLayout(LayoutKind.Sequential)]
    private readonly struct Head
    {
        public readonly uint Kind, PathBytes;
        public readonly ulong File, Where, Bytes;
    }
}
