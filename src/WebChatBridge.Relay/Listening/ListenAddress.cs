using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace WebChatBridge.Relay;

/// <summary>Reads the <c>Listen</c> setting: <c>localhost:5051</c>, <c>127.0.0.1:0</c>, <c>[::1]:5051</c>, <c>*:5051</c>.</summary>
public static class ListenAddress
{
    /// <summary>The addresses and the port; null when it is not of one of the forms.</summary>
    public static (IReadOnlyList<IPAddress> Addresses, int Port)? Parse(string listen)
    {
        var colon = listen.LastIndexOf(':');
        if (colon <= 0 || !int.TryParse(listen.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var port) || port > IPEndPoint.MaxPort)
        {
            return null;
        }

        var host = listen[..colon];
        return host switch
        {
            "localhost" => (Loopbacks(), port),
            "*" => (Socket.OSSupportsIPv6 ? [IPAddress.IPv6Any] : [IPAddress.Any], port),
            _ => IPAddress.TryParse(host.Trim('[', ']'), out var address) ? ([address], port) : null,
        };
    }

    // The tutorial's clients dial gethostbyname(gethostname()): on stock Debian that is 127.0.1.1.
    private static List<IPAddress> Loopbacks()
    {
        var addresses = new List<IPAddress> { IPAddress.Loopback };
        if (Socket.OSSupportsIPv6)
        {
            addresses.Add(IPAddress.IPv6Loopback);
        }

        addresses.AddRange(OwnAddresses().Where(address => IPAddress.IsLoopback(address) && !addresses.Contains(address)));
        return addresses;
    }

    /// <summary>What this machine's host name resolves to.</summary>
    public static IReadOnlyList<IPAddress> OwnAddresses()
    {
        try
        {
            return Dns.GetHostAddresses(Dns.GetHostName(), AddressFamily.InterNetwork);
        }
        catch (SocketException)
        {
            return []; // a machine that does not know its own name
        }
    }
}
