using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;

namespace WebChatBridge.Relay;

/// <summary>Binds one endpoint on each of its addresses, all with the same port.</summary>
internal static class Binding
{
    /// <summary>Throws <see cref="PortInUseException"/> when the port is taken; an address this machine does not have is left out.</summary>
    public static async Task<List<IConnectionListener>> BindAsync(
        IConnectionListenerFactory transport, EndpointOptions options, CancellationToken cancellationToken)
    {
        var listen = ListenAddress.Parse(options.Listen) ?? throw new FormatException($"'{options.Listen}' is not {ListenAddress.Forms}.");
        var addresses = AddressesOf(listen);
        var port = listen.Port;
        var listeners = new List<IConnectionListener>();
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
                foreach (var bound in listeners)
                {
                    await bound.DisposeAsync().ConfigureAwait(false);
                }

                throw new PortInUseException(options.Name, new IPEndPoint(address, port), error);
            }
            catch (SocketException error) when (error.SocketErrorCode == SocketError.AddressNotAvailable && addresses.Count > 1)
            {
                // localhost without ::1: the other addresses serve.
            }
        }

        return listeners;
    }

    private static IReadOnlyList<IPAddress> AddressesOf(ListenAddress listen) => listen switch
    {
        { Address: { } address } => [address],
        { Host: "localhost" } => MachineAddresses.Loopbacks(),
        _ => [Socket.OSSupportsIPv6 ? IPAddress.IPv6Any : IPAddress.Any], // the transport makes IPv6Any dual mode
    };
}
