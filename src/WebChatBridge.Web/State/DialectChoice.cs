namespace WebChatBridge.Web.State;

/// <summary>The dialects a session can be taken for, and what each means.</summary>
public static class DialectChoice
{
    /// <summary>Each with what a message is in it.</summary>
    public static IReadOnlyList<(string Name, string Means)> All { get; } =
    [
        ("line", "a line feed (or CR LF) ends a message"),
        ("header64", "64 bytes say how long the message is, then it comes"),
        ("json", "each line is a JSON object with a type"),
        ("nul", "a zero byte (0x00) ends a message"),
        ("raw", "a pause ends a message"),
        ("auto", "what comes next tells"),
    ];

    /// <summary>The same, with the one it has now in front if that is another, like <c>header:10</c>.</summary>
    public static IEnumerable<(string Name, string Means)> For(string dialect) =>
        All.Any(choice => choice.Name == dialect) ? All : All.Prepend((dialect, Of(dialect)));

    /// <summary>What a message is in this dialect.</summary>
    public static string Of(string dialect) =>
        All.FirstOrDefault(choice => choice.Name == dialect).Means
        ?? (dialect.StartsWith("header:", StringComparison.Ordinal) ? $"{dialect["header:".Length..]} bytes say how long the message is, then it comes" : "");
}
