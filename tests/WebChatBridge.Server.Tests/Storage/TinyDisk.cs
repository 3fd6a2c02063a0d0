using System.Diagnostics;

namespace WebChatBridge.Server.Tests;

/// <summary>A file system of a few MiB, so that a disk can be full or read-only. Needs root on Linux; null elsewhere.</summary>
internal sealed class TinyDisk : IAsyncDisposable
{
    private readonly string folder;

    private TinyDisk(string folder) => this.folder = folder;

    public static async Task<TinyDisk?> MountAsync(string folder, int mebibytes = 2)
    {
        if (!OperatingSystem.IsLinux() || !Environment.IsPrivilegedProcess)
        {
            return null;
        }

        Directory.CreateDirectory(folder);
        return await RunAsync("mount", "-t", "tmpfs", "-o", $"size={mebibytes}m", "tmpfs", folder) ? new TinyDisk(folder) : null;
    }

    /// <summary>Makes it read-only. False when a file on it is open for writing: Linux refuses then.</summary>
    public Task<bool> FreezeAsync() => RunAsync("mount", "-o", "remount,ro", folder);

    public async ValueTask DisposeAsync() => await RunAsync("umount", "--lazy", folder);

    private static async Task<bool> RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true, UseShellExecute = false })!;
        await process.WaitForExitAsync();
        return process.ExitCode == 0;
    }
}
