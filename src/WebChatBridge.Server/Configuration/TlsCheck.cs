using WebChatBridge.Relay;

namespace WebChatBridge.Server;

/// <summary>Whether certificates and keys can be used: a wrong one is found at the start, not by the first client.</summary>
internal static class TlsCheck
{
    public static IEnumerable<string> Problems(Settings settings) =>
        [.. All(settings).SelectMany(tls => Problems(tls.Section, tls.Options)), .. Console(settings)];

    /// <summary>What works and is still worth a warning at each start.</summary>
    public static IEnumerable<string> Warnings(Settings settings, DateTimeOffset now) => All(settings)
        .Where(tls => tls.Options.IsOn)
        .SelectMany(tls => Certificate.Load(tls.Options, tls.Section).Warnings(now).Select(warning => $"{tls.Section}: {warning}")
            .Concat(KeyFiles(tls.Section, tls.Options).Select(file => SecretFile.Warning(file.Key, file.Path)).OfType<string>()));

    private static IEnumerable<(string Section, TlsOptions Options)> All(Settings settings) =>
    [
        .. settings.Relay.Endpoints.Select((endpoint, index) => ($"Relay:Endpoints:{index}:{nameof(endpoint.Tls)}", endpoint.Tls)),
        ($"{ConsoleOptions.Section}:{nameof(settings.Console.Tls)}", settings.Console.Tls),
    ];

    private static IEnumerable<string> Problems(string section, TlsOptions options)
    {
        if (!options.IsOn)
        {
            string[] idle = [.. new[] { (nameof(options.Key), options.Key), (nameof(options.Password), options.Password), (nameof(options.ClientAuthority), options.ClientAuthority) }
                .Where(static option => option.Item2.Length > 0)
                .Select(option => $"{section}:{option.Item1} is set and {section}:{nameof(options.Certificate)} is not: there is no TLS without a certificate.")];
            return idle;
        }

        var problems = KeyFiles(section, options).Select(file => SecretFile.Problem(file.Key, file.Path)).OfType<string>().ToList();
        try
        {
            Certificate.Load(options, section);
        }
        catch (CertificateException error)
        {
            problems.Add(error.Message);
        }

        return problems;
    }

    // The file with the private key, wherever that is.
    private static IEnumerable<(string Key, string Path)> KeyFiles(string section, TlsOptions options) =>
        [options.Key.Length > 0 ? ($"{section}:{nameof(options.Key)}", options.Key) : ($"{section}:{nameof(options.Certificate)}", options.Certificate)];

    private static IEnumerable<string> Console(Settings settings)
    {
        var tls = settings.Console.Tls;
        if (tls.ClientAuthority.Length > 0)
        {
            yield return $"{ConsoleOptions.Section}:{nameof(settings.Console.Tls)}:{nameof(tls.ClientAuthority)} is \"{tls.ClientAuthority}\". Browsers are asked for no certificates: take it out.";
        }

        foreach (var web in settings.Web.Where(web => web.IsHttps && !tls.IsOn && !web.HasCertificate))
        {
            yield return $"{web.Key} is \"{web.Url}\" and {ConsoleOptions.Section}:Tls:{nameof(tls.Certificate)} is empty: there is no https without a certificate.";
        }

        if (tls.IsOn && !settings.Web.Any(web => web.IsHttps))
        {
            yield return $"{ConsoleOptions.Section}:Tls:{nameof(tls.Certificate)} is \"{tls.Certificate}\", and none of Urls begins with https://: write https:// there, or take the certificate out.";
        }
    }
}
