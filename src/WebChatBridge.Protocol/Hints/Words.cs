namespace WebChatBridge.Protocol;

/// <summary>Numbers as hints spell them.</summary>
internal static class Words
{
    /// <summary><c>1 byte</c>, <c>1,390 bytes</c>.</summary>
    public static string Count(long number, string noun) => $"{number:N0} {noun}{(number == 1 ? "" : "s")}";

    /// <summary>A stretch of time in whole seconds.</summary>
    public static string Seconds(long microseconds) => Count(microseconds / 1_000_000, "second");

    /// <summary><c>1 was</c>, <c>7 were</c>: the verb that goes with a number.</summary>
    public static string Of(long number, string one, string many) => number == 1 ? one : many;
}
