using WebChatBridge.Relay;

namespace WebChatBridge.Server;

/// <summary>
/// Stops writing before the disk is full, so that the database always has room to checkpoint and to trim; and where that bound
/// is too low, knows how much did not fit. Asks the operating system at most once a second. Belongs to the writer thread.
/// </summary>
internal sealed class DiskSpace(string folder, long minFreeBytes, TimeProvider time, Func<string, long>? freeBytes = null)
{
    private readonly Func<string, long> freeBytes = freeBytes ?? (folder => new DriveInfo(folder).AvailableFreeSpace);
    private long? askedAt;
    private long free;
    private long missing;

    /// <summary>Before anything is written.</summary>
    public void Check()
    {
        if (minFreeBytes > 0 && Ask() < minFreeBytes)
        {
            throw new LogUnavailableException(
                $"The disk of {folder} has {free} bytes free; less than {minFreeBytes} (History:MinFreeDiskBytes) is too little to write. Free some space.");
        }
    }

    /// <summary>The disk was full when so many bytes were to be written.</summary>
    public void RanOut(long bytes) => (missing, askedAt) = (Math.Max(missing, bytes), null);

    /// <summary>What was to be written was written.</summary>
    public void Sufficed() => missing = 0;

    /// <summary>Whether what did not fit would fit now: that a few bytes do tells nothing.</summary>
    public void CheckRoom()
    {
        if (missing > 0 && Ask() < missing)
        {
            throw new LogUnavailableException($"The disk of {folder} is full: {free} bytes are free, {missing} did not fit. Free some space.");
        }
    }

    private long Ask()
    {
        if (askedAt is not { } at || time.GetElapsedTime(at) >= TimeSpan.FromSeconds(1))
        {
            free = freeBytes(folder);
            askedAt = time.GetTimestamp();
        }

        return free;
    }
}
