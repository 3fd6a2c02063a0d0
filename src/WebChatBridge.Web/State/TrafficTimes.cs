using System.Globalization;

namespace WebChatBridge.Web.State;

/// <summary>Times of traffic as they are shown. They are counted in microseconds.</summary>
public static class TrafficTimes
{
    private const double Millisecond = 1_000;
    private const double Second = 1_000_000;

    /// <summary>A moment.</summary>
    /// <param name="at">Microseconds since 1970-01-01 UTC.</param>
    public static DateTimeOffset Moment(long at) => DateTimeOffset.UnixEpoch.AddTicks(at * TimeSpan.TicksPerMicrosecond);

    /// <summary>What lies between two rows: <c>+0.0 ms</c>, <c>+806 ms</c>, <c>+1.24 s</c>, <c>−3m 20s</c>.</summary>
    public static string Delta(long microseconds)
    {
        var sign = microseconds < 0 ? "−" : "+";
        var size = Math.Abs((double)microseconds);
        return sign + size switch
        {
            < 9.95 * Millisecond => Say(size / Millisecond, "0.0", "ms"),
            < 999.5 * Millisecond => Say(size / Millisecond, "0", "ms"),
            < 9.995 * Second => Say(size / Second, "0.00", "s"),
            < 59.95 * Second => Say(size / Second, "0.0", "s"),
            _ => Figures.Duration(TimeSpan.FromMicroseconds(size)),
        };
    }

    private static string Say(double value, string format, string unit) => value.ToString(format, CultureInfo.InvariantCulture) + " " + unit;
}
