using System.Net;
using System.Net.Sockets;

namespace WebChatBridge.Relay;

/// <summary>Binds one endpoint on each of its addresses, all with the same port.</summary>
internal static class Binding
{
    // With port 0 the first address gets a free port, which may be taken at the next one.
    private const int Tries = 5;

    /// <summary>Throws <see cref="PortInUseException"/> when the port is taken; an address this machine does not have is left out.</summary>
    public static List<IListening> Bind(Func<IPEndPoint, bool, IListening> bind, EndpointOptions options)
    {
        var listen = ListenAddress.Parse(options.Listen) ?? throw new FormatException($"'{options.Listen}' is not {ListenAddress.Forms}.");
        for (var tries = 1; ; tries++)
        {
            var bound = new List<IListening>();
            try
            {
                BindEach(address => bind(address, options.Tls.IsOn), options.Name, AddressesOf(listen), listen.Port, bound);
                return bound;
            }
            catch (Exception error)
            {
                bound.ForEach(static listening => listening.Dispose());
                if (listen.Port != 0 || error is not PortInUseException || tries == Tries)
                {
                    throw;
                }
            }
        }
    }

    private static void BindEach(Func<IPEndPoint, IListening> bind, string name, IReadOnlyList<IPAddress> addresses, int port, List<IListening> bound)
    {
        SocketException? missing = null;
        foreach (var address in addresses)
        {
            try
            {
                var listening = bind(new IPEndPoint(address, port));
                bound.Add(listening);
                port = listening.Address.Port;
            }
            catch (SocketException error) when (error.SocketErrorCode == SocketError.AddressAlreadyInUse)
            {
                throw new PortInUseException(name, new IPEndPoint(address, port), error);
            }
            catch (SocketException error) when (error.SocketErrorCode == SocketError.AddressNotAvailable)
            {
                missing = error; // localhost without ::1: the other addresses serve
            }
        }

        if (bound.Count == 0 && missing is not null)
        {
            throw missing;
        }
    }

    private static IReadOnlyList<IPAddress> AddressesOf(ListenAddress listen) => listen switch
    {
        { Address: { } address } => [address],
        { Host: "localhost" } => MachineAddresses.Loopbacks(),
        _ => [Socket.OSSupportsIPv6 ? IPAddress.IPv6Any : IPAddress.Any],
    };
}
