using System.Globalization;

namespace WebChatBridge.Benchmarks;

/// <summary>What a process and the machine have used so far, from /proc.</summary>
internal readonly record struct ProcessUse(long Ticks)
{
    // _SC_CLK_TCK has been 100 on every Linux that runs .NET.
    private const double TicksPerSecond = 100;

    /// <summary>User and system time of all threads, ended ones too, in seconds.</summary>
    public double Seconds => Ticks / TicksPerSecond;

    public static ProcessUse Of(int pid)
    {
        // The name in the second field may hold spaces and parentheses; what follows it does not.
        var stat = File.ReadAllText($"/proc/{pid}/stat");
        var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        return new ProcessUse(Number(fields[11]) + Number(fields[12]));
    }

    /// <summary>Everybody's, without what was idle.</summary>
    public static ProcessUse OfMachine()
    {
        var fields = File.ReadLines("/proc/stat").First().Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return new ProcessUse(fields[1..9].Sum(Number) - Number(fields[4]) - Number(fields[5]));
    }

    public static long RssBytes(int pid) => 1_024 * StatusNumber(pid, "VmRSS:");

    /// <summary>The part of it that is code made at run time, which .NET maps twice, and other shared memory.</summary>
    public static long SharedBytes(int pid) => 1_024 * StatusNumber(pid, "RssShmem:");

    public static long Threads(int pid) => StatusNumber(pid, "Threads:");

    public static long Descriptors(int pid) => Directory.EnumerateFileSystemEntries($"/proc/{pid}/fd").LongCount();

    private static long StatusNumber(int pid, string name) =>
        Number(File.ReadLines($"/proc/{pid}/status").First(line => line.StartsWith(name, StringComparison.Ordinal))
            .Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries)[1]);

    private static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);
}
