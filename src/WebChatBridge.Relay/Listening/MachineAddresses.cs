using System.Net;
using System.Net.Sockets;

namespace WebChatBridge.Relay;

/// <summary>The addresses this machine is known by.</summary>
public static class MachineAddresses
{
    /// <summary>What <c>localhost</c> means in <c>Listen</c>: every loopback address, also the one of the host's own name.</summary>
    public static IReadOnlyList<IPAddress> Loopbacks()
    {
        var addresses = new List<IPAddress> { IPAddress.Loopback };
        if (Socket.OSSupportsIPv6)
        {
            addresses.Add(IPAddress.IPv6Loopback);
        }

        addresses.AddRange(OfHostName().Where(address => IPAddress.IsLoopback(address) && !addresses.Contains(address)));
        return addresses;
    }

    /// <summary>
    /// What the host's own name resolves to: where the tutorial's clients dial (<c>gethostbyname(gethostname())</c>); on stock
    /// Debian 127.0.1.1. Empty on a machine that does not know its own name.
    /// </summary>
    public static IReadOnlyList<IPAddress> OfHostName()
    {
        try
        {
            return Dns.GetHostAddresses(Dns.GetHostName(), AddressFamily.InterNetwork);
        }
        catch (SocketException)
        {
            return [];
        }
    }
}
