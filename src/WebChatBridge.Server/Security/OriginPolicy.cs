using System.Net;
using Microsoft.Extensions.Primitives;

namespace WebChatBridge.Server;

/// <summary>
/// A browser lets any page open a WebSocket to localhost and post forms there, and a hostile name can be made to point here
/// (DNS rebinding). So the host must be one of ours, and a page that connects or changes something must come from it.
/// </summary>
internal sealed class OriginPolicy
{
    private readonly HashSet<string> names = new(StringComparer.OrdinalIgnoreCase) { "localhost" };
    private readonly HashSet<string> configured;
    private readonly bool exposed;

    public OriginPolicy(Settings settings)
    {
        configured = new HashSet<string>(settings.Console.Hosts, StringComparer.OrdinalIgnoreCase);
        names.UnionWith(configured);
        exposed = settings.Web.Any(web => web.Listen is { IsLoopback: false });
        if (exposed)
        {
            names.Add(Environment.MachineName);
            names.Add(Environment.MachineName + ".local");
        }
    }

    /// <summary>An address needs no name server, so nobody can make it point here.</summary>
    public bool AllowsHost(HostString host) => host.HasValue
        && (names.Contains(host.Host) || (IPAddress.TryParse(host.Host.Trim('[', ']'), out var address) && (exposed || IPAddress.IsLoopback(address))));

    public bool AllowsOrigin(HttpRequest request)
    {
        var origin = request.Headers.Origin;

        // Programs send none, and neither do browsers with a link or a picture. They say then where it stands: a page on another
        // port of this machine is the same site, and the cookie would go along.
        if (StringValues.IsNullOrEmpty(origin))
        {
            return request.Headers["Sec-Fetch-Site"].ToString() is "" or "same-origin" or "none";
        }

        // With the referrer policy no-referrer a browser hides the origin of its own forms, but not where they come from.
        if (origin == "null")
        {
            return request.Headers["Sec-Fetch-Site"] == "same-origin";
        }

        return origin.Count == 1 && Uri.TryCreate(origin[0], UriKind.Absolute, out var page) && page.Scheme is ("http" or "https")
            && (string.Equals(page.GetLeftPart(UriPartial.Authority), Own(request), StringComparison.OrdinalIgnoreCase) || configured.Contains(page.Host));
    }

    /// <summary>Where the request came to as an origin spells it: without the port that the scheme implies. So the scheme matters: on ports 80 and 443 it is all that differs.</summary>
    private static string Own(HttpRequest request) => Uri.TryCreate($"{request.Scheme}://{request.Host}", UriKind.Absolute, out var uri) ? uri.GetLeftPart(UriPartial.Authority) : "";
}
