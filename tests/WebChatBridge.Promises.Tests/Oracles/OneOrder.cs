namespace WebChatBridge.Promises.Tests;

/// <summary>Whether what one member of a room heard is the log, without what he said himself, from the first to the last.</summary>
internal static class OneOrder
{
    private const int Numbers = 10_000_000;

    /// <summary>A unit as one number, so that a long sequence is an array of them.</summary>
    public static int Code(int sender, int number) => (sender * Numbers) + number;

    public static int SenderOf(int code) => code / Numbers;

    /// <summary>Null when they are the same; else where they part.</summary>
    public static string? Fault(IReadOnlyList<int> log, IReadOnlyList<int> heard, int self)
    {
        var next = 0;
        for (var seq = 0; seq < log.Count; seq++)
        {
            if (SenderOf(log[seq]) == self)
            {
                continue;
            }

            if (next == heard.Count)
            {
                return $"it heard {heard.Count:N0} and the log goes on at {seq + 1} with {Words(log[seq])}";
            }

            if (heard[next] != log[seq])
            {
                return $"at {seq + 1} the log has {Words(log[seq])}, and it heard {Words(heard[next])}";
            }

            next++;
        }

        return next == heard.Count ? null : $"it heard {heard.Count - next:N0} more than the log has, first {Words(heard[next])}";
    }

    private static string Words(int code) => $"{SenderOf(code)}/{code % Numbers}";
}
