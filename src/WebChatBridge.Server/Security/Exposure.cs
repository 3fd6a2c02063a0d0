using WebChatBridge.Relay;

namespace WebChatBridge.Server;

/// <summary>
/// Whoever can reach a port where nobody is asked who they are, or nothing is encrypted, reads along or speaks as anybody. So
/// such a port is listened on by this machine only, until somebody says in so many words that they want it otherwise.
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

    /// <summary>The addresses that others reach without being asked who they are, or in the clear.</summary>
    public static IEnumerable<ExposedAddress> Exposed(Settings settings)
    {
        foreach (var (index, endpoint) in settings.Relay.Endpoints.Index())
        {
            var (asked, encrypted) = (endpoint.Secret.Length > 0 || endpoint.Tls.AsksClients, endpoint.Tls.IsOn);
            if (ListenAddress.Parse(endpoint.Listen) is { IsLoopback: false } address && !(asked && encrypted))
            {
                var key = $"Relay:Endpoints:{index}";
                yield return new ExposedAddress($"{key}:Listen", endpoint.Listen, asked, encrypted, $"--{key}:Listen=localhost:{address.Port}")
                {
                    Closed = $"{(encrypted ? "" : $"--{key}:Tls:Certificate=cert.pem --{key}:Tls:Key=key.pem ")}{(asked ? "" : $"--{key}:SecretFile=secret.txt")}".TrimEnd(),
                    NeedsSecret = !asked,
                };
            }
        }

        foreach (var web in settings.Web)
        {
            var asked = settings.Console.Access != "open";
            if (web.Listen is { IsLoopback: false } address && !(asked && web.IsHttps))
            {
                var secure = $"--Console:Tls:Certificate=cert.pem --Console:Tls:Key=key.pem --{web.Key}=https://{address.Host}:{address.Port}";
                yield return new ExposedAddress(web.Key, web.Url, asked, web.IsHttps, $"--{web.Key}=http://localhost:{address.Port}")
                {
                    Closed = $"{(web.IsHttps ? "" : secure + " ")}{(asked ? "" : "--Console:Access=link")}".TrimEnd(),
                };
            }
        }
    }

    private static string Words(List<ExposedAddress> exposed)
    {
        var lines = new List<string> { "Other machines could read what is said, or speak as anybody:" };
        lines.AddRange(exposed.Select(one => $"    {one.Key} is \"{one.Value}\": {one.Lacks}"));
        lines.Add("Ways to fix it:");
        lines.Add($"    listen on this machine only:     {string.Join(' ', exposed.Select(one => one.Inward))}");
        lines.Add("    reach it through an SSH tunnel:  ssh -L 5050:localhost:5050 -L 5051:localhost:5051 -L 5080:localhost:5080 this-machine");
        lines.Add($"    encrypt it and ask who it is:    {string.Join(' ', exposed.Select(one => one.Closed))}");
        if (exposed.Exists(one => !one.Encrypted))
        {
            lines.Add($"      a certificate of your own:     {OwnCertificate}");
        }

        if (exposed.Exists(one => one.NeedsSecret))
        {
            lines.Add("      a secret of your own:          (umask 077; openssl rand -hex 32 > secret.txt)");
        }

        lines.Add("    accept it, on a network where you trust everybody:  --accept-insecure");
        return string.Join('\n', lines);
    }

    private static string OwnCertificate =>
        $"(umask 077; openssl req -x509 -newkey rsa:2048 -nodes -days 365 -keyout key.pem -out cert.pem -subj /CN={Environment.MachineName} -addext subjectAltName=DNS:{Environment.MachineName})";
}
