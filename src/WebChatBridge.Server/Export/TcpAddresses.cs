using System.Net;
using System.Net.Sockets;
using WebChatBridge.Protocol;

namespace WebChatBridge.Server;

/// <summary>Where a session's segments go from and to; both of one address family.</summary>
internal sealed record TcpAddresses(IPEndPoint Client, IPEndPoint Relay)
{
    // RFC 5737 and 3849: addresses for documents, which are nobody's.
    private static readonly IPAddress Nobody = IPAddress.Parse("192.0.2.1");
    private static readonly IPAddress Nobody6 = IPAddress.Parse("2001:db8::1");

    /// <summary>The addresses of a session. Who has none, because he came without a socket, gets one of 192.0.2.0/24, and a port, of his own.</summary>
    public static TcpAddresses Of(SessionInfo session, EndpointStatus? endpoint)
    {
        var listening = (endpoint?.Listening ?? []).Select(static text => Parse(text)).OfType<IPEndPoint>().ToList();
        var port = listening is [{ Port: var real }, ..] ? real : 1;
        if (Parse(session.Remote) is not { } client)
        {
            var (others, last) = Math.DivRem(session.Id, 253);
            var address = new IPAddress([192, 0, 2, (byte)(2 + last)]);
            return new TcpAddresses(new IPEndPoint(address, 49_152 + (int)(others % 16_384)), new IPEndPoint(Nobody, port));
        }

        return new TcpAddresses(client, new IPEndPoint(RelaySide(client.Address, [.. listening.Select(one => one.Address)]), port));
    }

    // Which of its addresses a client dialled is not kept; it is most likely the client's own, or the first of its family.
    private static IPAddress RelaySide(IPAddress client, List<IPAddress> listening)
    {
        var family = listening.Where(address => address.AddressFamily == client.AddressFamily && !Any(address)).ToList();
        return family.Contains(client) || IPAddress.IsLoopback(client) && family.Count == 0 ? client
            : family is [var first, ..] ? first
            : client.AddressFamily == AddressFamily.InterNetwork ? Nobody : Nobody6;
    }

    private static bool Any(IPAddress address) => address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any);

    private static IPEndPoint? Parse(string? text) => !IPEndPoint.TryParse(text ?? "", out var found) ? null
        : found.Address.IsIPv4MappedToIPv6 ? new IPEndPoint(found.Address.MapToIPv4(), found.Port)
        : found;
}
