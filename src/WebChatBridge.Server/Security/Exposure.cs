using WebChatBridge.Relay;

namespace WebChatBridge.Server;

/// <summary>
/// Nobody is asked who they are, and nothing is encrypted: whoever can reach a port reads along and speaks. So everything
/// listens on this machine only, until somebody says in so many words that they want it otherwise.
/// </summary>
internal static class Exposure
{
    public static IEnumerable<string> Problems(Settings settings)
    {
        if (settings.AcceptInsecure)
        {
            return [];
        }

        var exposed = Exposed(settings).ToList();
        return exposed.Count == 0 ? [] : [Words(exposed)];
    }

    /// <summary>The keys and values that listen beyond this machine.</summary>
    public static IEnumerable<(string Key, string Value, string Fix)> Exposed(Settings settings)
    {
        foreach (var (index, endpoint) in settings.Relay.Endpoints.Index())
        {
            if (ListenAddress.Parse(endpoint.Listen) is { IsLoopback: false } address)
            {
                yield return ($"Relay:Endpoints:{index}:Listen", endpoint.Listen, $"--Relay:Endpoints:{index}:Listen=localhost:{address.Port}");
            }
        }

        foreach (var web in settings.Web)
        {
            if (web.Listen is { IsLoopback: false } address)
            {
                yield return (web.Key, web.Url, $"--{web.Key}=http://localhost:{address.Port}");
            }
        }
    }

    private static string Words(List<(string Key, string Value, string Fix)> exposed) => string.Join('\n',
    [
        "Other machines could read everything and speak as anybody, because nobody is asked who they are and nothing is encrypted:",
        .. exposed.Select(one => $"    {one.Key} is \"{one.Value}\""),
        "Ways to fix it:",
        $"    listen on this machine only:     {string.Join(' ', exposed.Select(one => one.Fix))}",
        "    reach it through an SSH tunnel:  ssh -L 5050:localhost:5050 -L 5051:localhost:5051 -L 5080:localhost:5080 this-machine",
        "    accept it, on a network where you trust everybody:  --accept-insecure",
    ]);
}
