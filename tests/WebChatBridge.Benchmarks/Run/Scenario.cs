namespace WebChatBridge.Benchmarks;

/// <summary>One thing that is measured.</summary>
/// <param name="Name">As it is asked for: <c>--only</c>.</param>
/// <param name="Title">As it stands in the table.</param>
/// <param name="Endpoint">Name of the endpoint that is loaded.</param>
/// <param name="Arguments">For the <c>load</c> command.</param>
internal sealed record Scenario(string Name, string Title, string Endpoint, string Arguments)
{
    /// <summary>It needs a server that has done nothing yet.</summary>
    public bool IsFresh { get; init; }

    /// <summary>Measured so long; null for what <c>--seconds</c> says.</summary>
    public double? Seconds { get; init; }

    /// <summary>Only with one store: it is not the log that is looked at.</summary>
    public string? OnlyStore { get; init; }

    /// <summary>In the order of the table.</summary>
    public static IReadOnlyList<Scenario> All { get; } =
    [
        new("A1", "two members, one message in flight", "text", "--members 2 --window 1"),
        new("A64", "two members, 64 in flight", "text", "--members 2 --window 64"),
        new("B1", "100 members, 10 senders, one in flight each", "text", "--members 100 --senders 10 --window 1"),
        new("B", "100 members, 10 senders, 16 in flight each", "text", "--members 100 --senders 10 --window 16"),
        new("Bjson", "B in json", "json", "--dialect json --members 100 --senders 10 --window 16"),
        new("Bheader", "B in header64", "header", "--dialect header64 --members 100 --senders 10 --window 16"),
        new("Bnul", "B in nul", "nul", "--dialect nul --members 100 --senders 10 --window 16"),
        new("C", "1,000 members, 10 senders, 16 in flight each", "text", "--members 1000 --senders 10 --window 16"),
        new("D", "500 rooms of two, both send, 4 in flight each", "text", "--rooms 500 --members 2 --senders 2 --window 4"),
        new("Dpairs", "500 pairs in header64, both send, 4 in flight each", "tutorial", "--dialect header64 --pairs --rooms 500 --members 2 --senders 2 --window 4"),
        new("Brate", "200 messages/s to 100 members", "text", "--members 100 --senders 10 --rate 200"),
        new("F0", "1,000 messages/s to 100 members", "text", "--members 100 --senders 10 --rate 1000") { OnlyStore = "memory" },
        new("F", "the same, one of them stops reading", "text", "--members 100 --senders 10 --rate 1000 --stopped 1") { OnlyStore = "memory", Seconds = 13 },
        new("E", "10,000 idle sessions", "text", "--members 2 --rate 10 --idle 10000 --connecting 256") { IsFresh = true },
    ];
}
