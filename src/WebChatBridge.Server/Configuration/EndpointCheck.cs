using WebChatBridge.Relay;

namespace WebChatBridge.Server;

/// <summary>What no single value shows: settings that contradict each other.</summary>
internal static class EndpointCheck
{
    public static IEnumerable<string> Problems(Settings settings)
    {
        var endpoints = settings.Relay.Endpoints;
        if (endpoints.Count == 0)
        {
            return ["Relay:Endpoints is empty: no program could connect. Is appsettings.json beside the server? It has the default ones."];
        }

        return [.. endpoints.SelectMany(Each), .. Names(endpoints), .. Collisions(settings), .. Limits(settings.Relay.Limits), .. Web(settings)];
    }

    private static IEnumerable<string> Each(EndpointOptions endpoint, int index)
    {
        var key = $"Relay:Endpoints:{index}";
        if (ListenAddress.Parse(endpoint.Listen) is null)
        {
            yield return $"{key}:Listen is \"{endpoint.Listen}\". Allowed: {ListenAddress.Forms}.";
        }

        foreach (var (list, networks) in new[] { (nameof(endpoint.Allow), endpoint.Allow), (nameof(endpoint.Deny), endpoint.Deny) })
        {
            foreach (var (number, network) in networks.Index().Where(static one => Networks.Parse(one.Item) is null))
            {
                yield return $"{key}:{list}:{number} is \"{network}\". Allowed: {Networks.Forms}.";
            }
        }

        foreach (var problem in DialectCheck.Problems(endpoint, key))
        {
            yield return problem;
        }

        if (endpoint.Dialect.StartsWith("header", StringComparison.Ordinal) && int.Parse(endpoint.Dialect["header".Length..].TrimStart(':')) is var width
            && width is < 1 or > 1024)
        {
            yield return $"{key}:Dialect is \"{endpoint.Dialect}\". Allowed: header:N with N, the bytes of the header, from 1 to 1024.";
        }
    }

    private static IEnumerable<string> Names(List<EndpointOptions> endpoints) => endpoints
        .GroupBy(endpoint => endpoint.Name, StringComparer.OrdinalIgnoreCase)
        .Where(group => group.Count() > 1)
        .Select(group => $"Relay:Endpoints: {group.Count()} endpoints have the Name \"{group.Key}\". Each needs its own.");

    private static IEnumerable<string> Collisions(Settings settings)
    {
        var all = settings.Relay.Endpoints
            .Select((endpoint, index) => (Key: $"Relay:Endpoints:{index}:Listen", Address: ListenAddress.Parse(endpoint.Listen)))
            .Concat(settings.Web.Select(web => (web.Key, Address: web.Listen)))
            .ToList();
        for (var i = 0; i < all.Count; i++)
        {
            for (var j = i + 1; j < all.Count; j++)
            {
                if (all[i].Address is { } one && all[j].Address is { } other && one.Collides(other))
                {
                    yield return $"{all[i].Key} is \"{one}\" and {all[j].Key} is \"{other}\": both want port {one.Port}. Give one of them another port, or 0 for any free one.";
                }
            }
        }
    }

    private static IEnumerable<string> Limits(LimitOptions limits)
    {
        if (limits.OutboxSoftBytes > limits.OutboxBytes)
        {
            yield return $"Relay:Limits:OutboxSoftBytes is {limits.OutboxSoftBytes}. Allowed: at most Relay:Limits:OutboxBytes, which is {limits.OutboxBytes}.";
        }

        if (limits.MaxMessageBytes > limits.OutboxBytes)
        {
            yield return $"Relay:Limits:MaxMessageBytes is {limits.MaxMessageBytes}. Allowed: at most Relay:Limits:OutboxBytes, which is {limits.OutboxBytes}: a message must fit into an outbox.";
        }
    }

    private static IEnumerable<string> Web(Settings settings) => settings.Web.Count == 0
        ? ["Urls is empty: the console would listen where the web server likes. Allowed: http://localhost:PORT or http://ADDRESS:PORT, several separated by semicolons. Default: http://localhost:5080."]
        : settings.Web
            .Where(web => web.Listen is null)
            .Select(web => $"{web.Key} is \"{web.Url}\". Allowed: http://localhost:PORT or http://ADDRESS:PORT, several separated by semicolons.");
}
