using System.Globalization;

namespace WebChatBridge.Promises.Tests;

/// <summary>What the kernel says a process holds. The highest is remembered by the kernel itself, so no peak is missed between two looks.</summary>
internal static class ProcessMemory
{
    /// <summary>Resident now, in bytes.</summary>
    public static long Resident(int process) => Read(process, "VmRSS:");

    /// <summary>The most it was resident since <see cref="ForgetPeak"/>, in bytes.</summary>
    public static long Peak(int process) => Read(process, "VmHWM:");

    /// <summary>The peak is what it is now, from here on.</summary>
    public static void ForgetPeak(int process) => File.WriteAllText($"/proc/{process}/clear_refs", "5");

    private static long Read(int process, string field) => 1024 * long.Parse(
        File.ReadLines($"/proc/{process}/status").First(line => line.StartsWith(field, StringComparison.Ordinal))[field.Length..^2].Trim(),
        CultureInfo.InvariantCulture);
}
