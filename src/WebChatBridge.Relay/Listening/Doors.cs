using System.Collections.Immutable;
using WebChatBridge.Protocol;

namespace WebChatBridge.Relay;

/// <summary>The listening endpoints as they are. Written by the listener, read by anybody.</summary>
internal sealed class Doors(SessionDirectory sessions)
{
    private ImmutableArray<Door> open = [];

    /// <summary>Whether connections are accepted.</summary>
    public bool Listening => !open.IsEmpty;

    public ImmutableArray<Door> Open => open;

    public void Opened(IEnumerable<Door> doors) => open = [.. doors];

    public void Closed() => open = [];

    public IReadOnlyList<EndpointStatus> Describe()
    {
        var counts = sessions.Open.Where(static session => session.Endpoint is not null).CountBy(static session => session.Endpoint!).ToDictionary();
        return
        [
            .. open.Select(door => new EndpointStatus(
                door.Endpoint.Options.Name,
                [.. door.Listening.Select(static address => address.ToString()!)],
                door.Endpoint.Dialect.Name,
                door.Endpoint.Options.Seating,
                counts.GetValueOrDefault(door.Endpoint)) { Tls = door.Endpoint.Options.Tls.IsOn, Secret = door.Endpoint.Secret is not null }),
        ];
    }
}
