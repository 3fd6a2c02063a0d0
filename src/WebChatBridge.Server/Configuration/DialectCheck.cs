using WebChatBridge.Relay;

namespace WebChatBridge.Server;

/// <summary>Options of an endpoint that its dialect or its seating has no use for: ignored silently they would be a riddle.</summary>
internal static class DialectCheck
{
    private static readonly EndpointOptions Default = new();

    public static IEnumerable<string> Problems(EndpointOptions endpoint, string key)
    {
        var header = endpoint.Dialect.StartsWith("header", StringComparison.Ordinal);
        var auto = endpoint.Dialect == "auto";
        var named = header || endpoint.Dialect is "nul" or "raw";
        (bool Wrong, string Option, string Value, string Belongs)[] misplaced =
        [
            (endpoint.Goodbye != Default.Goodbye && !header && !auto, nameof(endpoint.Goodbye), endpoint.Goodbye, "header:N and auto, whose body says goodbye"),
            (endpoint.MaxFrameBytes != 0 && !header && !auto, nameof(endpoint.MaxFrameBytes), $"{endpoint.MaxFrameBytes}", "header:N and auto, which write frames"),
            (endpoint.IdleGap != Default.IdleGap && !auto && endpoint.Dialect != "raw", nameof(endpoint.IdleGap), $"{endpoint.IdleGap:c}", "raw and auto, where silence ends a message"),
            (endpoint.FirstFrameIsName && !named, nameof(endpoint.FirstFrameIsName), "true", "header:N, nul and raw; line and json have words for a name"),
            (endpoint.ReplyRaw && !header, nameof(endpoint.ReplyRaw), "true", "header:N"),
        ];
        return
        [
            .. misplaced.Where(option => option.Wrong).Select(option =>
                $"{key}:{option.Option} is \"{option.Value}\" and {key}:Dialect is \"{endpoint.Dialect}\". Allowed: only with {option.Belongs}."),
            .. Contradictions(endpoint, key),
        ];
    }

    private static IEnumerable<string> Contradictions(EndpointOptions endpoint, string key)
    {
        if (endpoint is { Seating: "pairs", Dialect: "json" })
        {
            yield return $"{key}:Seating is \"pairs\" and {key}:Dialect is \"json\". A pair is a transparent pipe and json programs choose their rooms themselves: use Seating \"lobby\", or Dialect \"header64\", \"line\", \"nul\" or \"raw\".";
        }

        if (endpoint is { Seating: "pairs", Dialect: "auto" })
        {
            yield return $"{key}:Seating is \"pairs\" and {key}:Dialect is \"auto\". A pair is a transparent pipe, so both seats must speak one dialect: use Seating \"lobby\", or Dialect \"header64\", \"line\", \"nul\" or \"raw\".";
        }

        if (endpoint is { Seating: "pairs", FirstFrameIsName: true })
        {
            yield return $"{key}:Seating is \"pairs\" and {key}:FirstFrameIsName is \"true\". The seats of a pair are called tom and jerry, and every frame is for the partner: use Seating \"lobby\".";
        }

        if (endpoint is { Seating: "pairs", ReplyRaw: true })
        {
            yield return $"{key}:Seating is \"pairs\" and {key}:ReplyRaw is \"true\". What the partner sends would have to wait for a request: use Seating \"lobby\".";
        }

        if (endpoint.ReplyRaw && endpoint.Secret.Length > 0)
        {
            yield return $"{key}:ReplyRaw is \"true\" and {key}:Secret is set. Such a client waits for a reply to all it sends, and a secret gets none: use Tls:ClientAuthority, or an endpoint with frames.";
        }

        if (endpoint is { FirstFrameIsName: true, ReplyRaw: true })
        {
            yield return $"{key}:FirstFrameIsName and {key}:ReplyRaw are both \"true\". They are for two different kinds of client: use one of them, or two endpoints.";
        }

        if (endpoint is { NamePrompt.Length: > 0, FirstFrameIsName: false })
        {
            yield return $"{key}:NamePrompt is \"{endpoint.NamePrompt}\" and {key}:FirstFrameIsName is \"false\": the answer would be posted as a message. Set FirstFrameIsName to true as well.";
        }
    }
}
