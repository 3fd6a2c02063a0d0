using System.Globalization;

namespace WebChatBridge.Web.State;

/// <summary>Numbers as people read them in a narrow column: <c>4m 10s</c>, <c>1.2k</c>, <c>64 KB</c>.</summary>
public static class Figures
{
    /// <summary>A length of time, its two greatest units. Never negative: clocks differ.</summary>
    public static string Duration(TimeSpan time) => time switch
    {
        { TotalSeconds: < 1 } => "0s",
        { TotalMinutes: < 1 } => $"{time.Seconds}s",
        { TotalHours: < 1 } => $"{time.Minutes}m {time.Seconds:00}s",
        { TotalDays: < 1 } => $"{time.Hours}h {time.Minutes:00}m",
        _ => $"{(int)time.TotalDays}d {time.Hours:00}h",
    };

    /// <summary>A count, three digits at the most: <c>310</c>, <c>1.2k</c>, <c>34k</c>, <c>5.6M</c>.</summary>
    public static string Short(long count)
    {
        double scaled = count;
        foreach (var unit in (ReadOnlySpan<string>)["", "k", "M", "G", "T"])
        {
            if (Math.Abs(scaled) < 999.5)
            {
                var digits = unit.Length == 0 || Math.Abs(scaled) >= 9.95 ? "0" : "0.0";
                return scaled.ToString(digits, CultureInfo.InvariantCulture) + unit;
            }

            scaled /= 1000;
        }

        return scaled.ToString("0", CultureInfo.InvariantCulture) + "P";
    }

    /// <summary>An amount of memory or of data in its own unit: <c>7 B</c>, <c>64 KB</c>, <c>1.5 MB</c>; 1 KB is 1,024 B, as queues are measured.</summary>
    public static string Bytes(long bytes) => bytes switch
    {
        < 1024 => $"{bytes} B",
        < 10 * 1024 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1024.0:0.#} KB"),
        < 1024 * 1024 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1024.0:0} KB"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{bytes / (1024.0 * 1024):0.#} MB"),
    };

    /// <summary>All digits, grouped: <c>262,144</c>.</summary>
    public static string Exact(long count) => count.ToString("N0", CultureInfo.InvariantCulture);
}
