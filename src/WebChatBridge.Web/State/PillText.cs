using WebChatBridge.Client;

namespace WebChatBridge.Web.State;

/// <summary>The console's heartbeat in one line: a glyph, a sentence, and what is said aloud when it changes.</summary>
/// <param name="Kind">Names the style: <c>ok</c>, <c>idle</c>, <c>warn</c>, <c>down</c>, <c>off</c>.</param>
/// <param name="Glyph">Says the same as the colour.</param>
/// <param name="Text">The state.</param>
/// <param name="Numbers">Changing numbers, not said aloud; null when there are none.</param>
public sealed record PillText(string Kind, string Glyph, string Text, string? Numbers = null)
{
    /// <summary>What the pill says now.</summary>
    public static PillText Of(ConsoleState state)
    {
        if (!state.Known)
        {
            return state.Failure is null ? new("idle", "◌", "connecting…") : new("off", "○", "console offline");
        }

        if (state.Link != ConsoleLink.Online || state.Status is not { } status)
        {
            return new("off", "○", "console offline");
        }

        if (!status.Listening)
        {
            return status.Endpoints.Count == 0 ? new("down", "■", "relay stopped") : new("warn", "▲", "not listening");
        }

        var address = Address(status.Endpoints);
        return status.TcpSessions == 0
            ? new("idle", "◌", $"listening on {address}", "nobody connected yet")
            : new("ok", "●", $"tcp {address}", $"{Count(status.TcpSessions, "client")} · {status.MessagesPerSecond:0.#} msg/s");
    }

    private static string Address(IReadOnlyList<Protocol.EndpointStatus> endpoints)
    {
        // People connect by hand to the line endpoint; the others are for programs.
        var endpoint = endpoints.FirstOrDefault(one => one.Dialect == "line") ?? (endpoints is [var first, ..] ? first : null);
        return endpoint?.Listening is [var address, ..] ? address : "no port";
    }

    private static string Count(int count, string thing) => count == 1 ? $"1 {thing}" : $"{count:N0} {thing}s";
}
