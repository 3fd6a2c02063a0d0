using System.Net;
using System.Net.Sockets;
using WebChatBridge.Relay;

namespace WebChatBridge.Server;

/// <summary>Finds out which of the configured ports somebody else has, and who that might be.</summary>
internal static class TakenPort
{
    public static string Words(Settings settings, string otherwise)
    {
        var endpoints = settings.Relay.Endpoints.Select((endpoint, index) =>
            (Key: $"Relay:Endpoints:{index}:Listen", Address: ListenAddress.Parse(endpoint.Listen)!, Prefix: ""));
        var web = settings.Web.Select(address => (address.Key, Address: address.Listen!, Prefix: "http://"));
        var taken = endpoints.Concat(web).Where(one => IsTaken(one.Address)).Select(one => One(one.Key, one.Address, one.Prefix)).ToList();
        return taken.Count == 0 ? otherwise : string.Join('\n', taken);
    }

    private static string One(string key, ListenAddress address, string prefix)
    {
        var holder = PortHolder.Find(address.Port) is { } known ? $"by {known}" : "by another program";
        return $"Port {address.Port} ({key} is \"{prefix}{address}\") is in use {holder}. Stop that one, or choose another port: --{key}={prefix}{address.Host}:{Other(address.Port)}";
    }

    private static int Other(int port) => port + 100 <= IPEndPoint.MaxPort ? port + 100 : port - 100;

    private static bool IsTaken(ListenAddress listen)
    {
        IPAddress[] addresses = listen.Address is { } one ? [one]
            : listen.IsLoopback ? [IPAddress.Loopback, IPAddress.IPv6Loopback]
            : [IPAddress.Any, IPAddress.IPv6Any];
        return listen.Port != 0 && addresses.Any(address => IsTaken(new IPEndPoint(address, listen.Port)));
    }

    private static bool IsTaken(IPEndPoint endpoint)
    {
        try
        {
            using var listener = new Socket(endpoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
            listener.Bind(endpoint);
            listener.Listen();
            return false;
        }
        catch (SocketException error)
        {
            return error.SocketErrorCode == SocketError.AddressAlreadyInUse;
        }
    }
}
