using System.Globalization;
using System.Net;
using WebChatBridge.Protocol;

namespace WebChatBridge.Web.State;

/// <summary>Where a program dials to reach an endpoint.</summary>
/// <param name="Host">Address or host name, an IPv6 address without brackets.</param>
/// <param name="Port">Its port.</param>
/// <param name="ThisMachineOnly">True when only programs on the relay's own machine get there.</param>
public sealed record DialAddress(string Host, int Port, bool ThisMachineOnly)
{
    /// <summary>The best of an endpoint's addresses: one that others reach before one that only this machine does, IPv4 first.</summary>
    /// <param name="endpoint">The endpoint as it listens.</param>
    /// <param name="machine">The relay's machine, to dial where it listens on every address.</param>
    /// <returns>Null when it does not listen.</returns>
    public static DialAddress? Of(EndpointStatus endpoint, string machine) =>
        endpoint.Listening
            .Select(listening => Parse(listening, machine))
            .OfType<DialAddress>()
            .OrderBy(address => address.ThisMachineOnly)
            .ThenBy(address => address.Host.Contains(':', StringComparison.Ordinal))
            .FirstOrDefault();

    /// <inheritdoc/>
    public override string ToString() =>
        Host.Contains(':', StringComparison.Ordinal) ? $"[{Host}]:{Port}" : $"{Host}:{Port}";

    private static DialAddress? Parse(string listening, string machine)
    {
        var colon = listening.LastIndexOf(':');
        if (colon < 0 || !int.TryParse(listening.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var port))
        {
            return null; // a Unix socket has no port to dial
        }

        var host = listening[..colon].Trim('[', ']');
        if (!IPAddress.TryParse(host, out var address))
        {
            return new DialAddress(host, port, host == "localhost");
        }

        return address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any)
            ? new DialAddress(machine, port, ThisMachineOnly: false)
            : new DialAddress(host, port, IPAddress.IsLoopback(address));
    }
}
