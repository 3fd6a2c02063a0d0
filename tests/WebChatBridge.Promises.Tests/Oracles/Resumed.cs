namespace WebChatBridge.Promises.Tests;

/// <summary>Whether somebody who was cut off again and again saw every message of a room once: numbers without a gap and without a repeat.</summary>
internal static class Resumed
{
    /// <summary>Null when all is as promised.</summary>
    /// <param name="seen">Places in the room, as they were seen.</param>
    /// <param name="last">The last place there is.</param>
    public static string? Fault(IReadOnlyCollection<long> seen, long last)
    {
        var different = seen.ToHashSet();
        var missing = last - different.Count(seq => seq >= 1 && seq <= last);
        var unordered = seen.Zip(seen.Skip(1)).Count(static pair => pair.Second < pair.First);
        return missing == 0 && different.Count == seen.Count && unordered == 0 && different.Count == last
            ? null
            : $"missing {missing}, duplicate {seen.Count - different.Count}, out of order {unordered}, beyond the end {different.Count(seq => seq < 1 || seq > last)}";
    }
}
