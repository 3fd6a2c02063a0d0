using System.Globalization;
using WebChatBridge.Protocol;

namespace WebChatBridge.Relay;

/// <summary>A misbehaviour in words: why it cannot be, and what it does.</summary>
internal static class MisbehaviourWords
{
    private const int MaxBytes = 65_536;
    private const int MaxGap = 60_000;
    private const int MaxMessages = 1_000;
    private const int MaxTimes = 1_000_000;

    /// <summary>Which of its numbers is out of range; null when it can be done.</summary>
    public static Rejection? Against(Misbehaviour how)
    {
        var (leastGap, what) = how.Kind switch
        {
            MisbehaviourKind.Slice => (0, "slice"),
            MisbehaviourKind.Merge => (1, "merge"),
            MisbehaviourKind.Delay => (1, "delay"),
            MisbehaviourKind.StopReading or MisbehaviourKind.Reset or MisbehaviourKind.FinOnly => (-1, ""),
            _ => (-1, null),
        };
        var wrong = what is null ? $"There is no misbehaviour {(int)how.Kind}."
            : leastGap < 0 ? null
            : how.Kind == MisbehaviourKind.Slice && Outside(how.Bytes, 1, MaxBytes) ? $"Bytes is {how.Bytes}; {what} takes 1-65536, the bytes in each piece."
            : how.Kind == MisbehaviourKind.Merge && Outside(how.Messages, 2, MaxMessages) ? $"Messages is {how.Messages}; {what} takes 2-1000, the messages that leave together."
            : Outside(how.Gap, leastGap, MaxGap) ? $"Gap is {how.Gap}; {what} takes {leastGap}-60000 ms."
            : how.Times is { } times && Outside(times, 1, MaxTimes) ? $"Times is {times}; it takes 1-1000000 writes, or null until it is switched off."
            : null;
        return wrong is null ? null : new Rejection(ErrorCode.BadRequest, wrong);
    }

    /// <summary>What it does: <c>writes sliced to 3 B, 50 ms apart, 2 more times (by alice)</c>.</summary>
    public static string Of(Misbehaviour how, int? left, string by)
    {
        FormattableString what = how.Kind switch
        {
            MisbehaviourKind.Slice when how.Gap > 0 => $"writes sliced to {how.Bytes:N0} B, {how.Gap:N0} ms apart",
            MisbehaviourKind.Slice => $"writes sliced to {how.Bytes:N0} B",
            MisbehaviourKind.Merge => $"{how.Messages:N0} messages merged into one write, after {how.Gap:N0} ms at the latest",
            MisbehaviourKind.Delay => $"writes delayed {how.Gap:N0} ms",
            MisbehaviourKind.StopReading => $"nothing it sends is read",
            MisbehaviourKind.FinOnly => $"told FIN without a goodbye, and still read",
            _ => $"reset",
        };
        var times = left switch
        {
            null => "",
            0 => ", the last one under way",
            1 => ", once more",
            _ => string.Create(CultureInfo.InvariantCulture, $", {left:N0} more times"),
        };
        return $"{FormattableString.Invariant(what)}{times} (by {by})";
    }

    private static bool Outside(int value, int least, int most) => value < least || value > most;
}
