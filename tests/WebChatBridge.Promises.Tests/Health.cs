using System.Diagnostics;
using System.Text.Json.Nodes;
using WebChatBridge.Server.Tests;

namespace WebChatBridge.Promises.Tests;

/// <summary>What a server says of itself at <c>/health/ready</c>.</summary>
internal static class Health
{
    private static readonly HttpClient Http = new() { Timeout = Soon.Deadline };

    /// <summary>The status of the answer, and what it says of the log.</summary>
    public static async Task<(int Status, string State, string? Error)> AskAsync(Uri console)
    {
        using var answer = await Http.GetAsync(new Uri(console, "/health/ready"));
        var log = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["log"]!;
        return ((int)answer.StatusCode, log["state"]!.GetValue<string>(), log["error"]?.GetValue<string>());
    }

    /// <summary>Waits for this status. Answers how long that took, and what it said then of the log's error.</summary>
    public static async Task<(TimeSpan After, string? Error)> UntilAsync(Uri console, int status)
    {
        var watch = Stopwatch.StartNew();
        var error = await Soon.GetAsync(async () => await AskAsync(console) is var health && health.Status == status ? health.Error ?? "" : null, $"health {status}");
        return (watch.Elapsed, error);
    }
}
