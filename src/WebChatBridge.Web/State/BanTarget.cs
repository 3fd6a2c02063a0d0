using System.Net;
using System.Net.Sockets;
using WebChatBridge.Protocol;

namespace WebChatBridge.Web.State;

/// <summary>Whom a ban of a session's program is aimed at.</summary>
public static class BanTarget
{
    private const int MachineBits = 64;

    /// <summary>Its address; of IPv6 the 64 bits that one machine has at the least. Null when it came from nowhere.</summary>
    public static string? Of(SessionInfo session)
    {
        if (session is not { Origin: Origin.Tcp, Partner: null } || !IPEndPoint.TryParse(session.Remote ?? "", out var end))
        {
            return null;
        }

        var address = end.Address.IsIPv4MappedToIPv6 ? end.Address.MapToIPv4() : end.Address;
        if (address.AddressFamily != AddressFamily.InterNetworkV6 || IPAddress.IsLoopback(address))
        {
            return address.ToString();
        }

        var bytes = address.GetAddressBytes();
        bytes.AsSpan(MachineBits / 8).Clear();
        return $"{new IPAddress(bytes)}/{MachineBits}";
    }
}
