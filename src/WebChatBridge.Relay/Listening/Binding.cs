using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;

namespace WebChatBridge.Relay;

/// <summary>Binds one endpoint on each of its addresses, all with the same port.</summary>
internal static class Binding
{
    // With port 0 the first address gets a free port, which may be taken at the next one.
    private const int Tries = 5;

    /// <summary>Throws <see cref="PortInUseException"/> when the port is taken; an address this machine does not have is left out.</summary>
    public static async Task<List<IConnectionListener>> BindAsync(
        IConnectionListenerFactory transport, EndpointOptions options, CancellationToken cancellationToken)
    {
        var listen = ListenAddress.Parse(options.Listen) ?? throw new FormatException($"'{options.Listen}' is not {ListenAddress.Forms}.");
        for (var tries = 1; ; tries++)
        {
            var listeners = new List<IConnectionListener>();
            try
            {
                await BindEachAsync(transport, options.Name, AddressesOf(listen), listen.Port, listeners, cancellationToken).ConfigureAwait(false);
                return listeners;
            }
            catch (Exception error)
            {
                foreach (var bound in listeners)
                {
                    await bound.DisposeAsync().ConfigureAwait(false);
                }

                if (listen.Port != 0 || error is not PortInUseException || tries == Tries)
                {
                    throw;
                }
            }
        }
    }

    private static async Task BindEachAsync(
        IConnectionListenerFactory transport, string name, IReadOnlyList<IPAddress> addresses, int port, List<IConnectionListener> listeners, CancellationToken cancellationToken)
    {
        SocketException? missing = null;
        foreach (var address in addresses)
        {
            try
            {
                var listener = await transport.BindAsync(new IPEndPoint(address, port), cancellationToken).ConfigureAwait(false);
                listeners.Add(listener);
                port = ((IPEndPoint)listener.EndPoint).Port;
            }
            catch (Exception error) when (error is AddressInUseException or SocketException { SocketErrorCode: SocketError.AddressAlreadyInUse })
            {
                throw new PortInUseException(name, new IPEndPoint(address, port), error);
            }
            catch (SocketException error) when (error.SocketErrorCode == SocketError.AddressNotAvailable)
            {
                missing = error; // localhost without ::1: the other addresses serve
            }
        }

        if (listeners.Count == 0 && missing is not null)
        {
            throw missing;
        }
    }

    private static IReadOnlyList<IPAddress> AddressesOf(ListenAddress listen) => listen switch
    {
        { Address: { } address } => [address],
        { Host: "localhost" } => MachineAddresses.Loopbacks(),
        _ => [Socket.OSSupportsIPv6 ? IPAddress.IPv6Any : IPAddress.Any], // the transport makes IPv6Any dual mode
    };
}
