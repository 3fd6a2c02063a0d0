using System.Net;
using Microsoft.AspNetCore.Http;
using WebChatBridge.Relay;

namespace WebChatBridge.Server;

/// <summary>One of the addresses the console listens on, as <c>Urls</c> or <c>Kestrel:Endpoints</c> says it.</summary>
/// <param name="Key">Where it is set.</param>
/// <param name="Url">As it is written.</param>
/// <param name="Listen">As a socket sees it; null when it is no address.</param>
/// <param name="HasCertificate">Whether the web server was given a certificate for it in its own settings.</param>
internal sealed record WebAddress(string Key, string Url, ListenAddress? Listen, bool HasCertificate = false)
{
    /// <summary>Whether it is encrypted.</summary>
    public bool IsHttps => Url.StartsWith("https://", StringComparison.OrdinalIgnoreCase);

    public static IReadOnlyList<WebAddress> All(IConfiguration configuration)
    {
        var standard = configuration.GetSection("Kestrel:Certificates:Default").GetChildren().Any();

        // The web server reads these by itself, and listens on no others then.
        var endpoints = configuration.GetSection("Kestrel:Endpoints").GetChildren().ToList();
        if (endpoints.Count > 0)
        {
            return [.. endpoints.Select(endpoint => new WebAddress($"{endpoint.Path}:Url", endpoint["Url"] ?? "", Read(endpoint["Url"] ?? ""), standard || endpoint.GetSection("Certificate").GetChildren().Any()))];
        }

        return [.. (configuration["Urls"] ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(url => new WebAddress("Urls", url, Read(url), standard))];
    }

    /// <summary>An address the server listens on, as it is reached from this machine: what listens on every address, by the loopback one.</summary>
    public static string FromHere(string address) => BindingAddress.Parse(address) is { Host: "+" or "*" or "0.0.0.0" or "[::]" } any
        ? $"{any.Scheme}://localhost:{any.Port}"
        : address.TrimEnd('/');

    private static ListenAddress? Read(string url)
    {
        try
        {
            var binding = BindingAddress.Parse(url);
            if (binding.IsUnixPipe || binding.IsNamedPipe || binding.Scheme is not ("http" or "https"))
            {
                return null;
            }

            var host = binding.Host;

            // The web server listens everywhere for every name that is neither localhost nor an address.
            return host.Equals("localhost", StringComparison.OrdinalIgnoreCase) ? new ListenAddress("localhost", null, binding.Port)
                : IPAddress.TryParse(host.Trim('[', ']'), out var address) ? new ListenAddress(host, address, binding.Port)
                : new ListenAddress("*", null, binding.Port);
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
