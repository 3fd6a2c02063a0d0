using System.Net;

namespace WebChatBridge.Relay;

/// <summary>An endpoint's port is taken: the start is refused.</summary>
public sealed class PortInUseException(string endpoint, IPEndPoint address, Exception inner)
    : Exception($"Port {address.Port} is already in use at {address.Address}: endpoint '{endpoint}' cannot listen there.", inner)
{
    /// <summary>The endpoint's name.</summary>
    public string Endpoint { get; } = endpoint;

    /// <summary>The address that is taken.</summary>
    public IPEndPoint Address { get; } = address;
}
