using WebChatBridge.Relay;

namespace WebChatBridge.Server;

/// <summary>
/// Stops writing before the disk is full, so that the database always has room to checkpoint and to trim. Asks the
/// operating system at most once a second. Belongs to the writer thread.
/// </summary>
internal sealed class DiskSpace(string folder, long minFreeBytes, TimeProvider time, Func<string, long>? freeBytes = null)
{
    private readonly Func<string, long> freeBytes = freeBytes ?? (folder => new DriveInfo(folder).AvailableFreeSpace);
    private long? askedAt;
    private long free;

    public void Check()
    {
        if (minFreeBytes == 0)
        {
            return;
        }

        if (askedAt is not { } at || time.GetElapsedTime(at) >= TimeSpan.FromSeconds(1))
        {
            free = freeBytes(folder);
            askedAt = time.GetTimestamp();
        }

        if (free < minFreeBytes)
        {
            throw new LogUnavailableException(
                $"The disk of {folder} has {free} bytes free; less than {minFreeBytes} (History:MinFreeDiskBytes) is too little to write. Free some space.");
        }
    }
}
