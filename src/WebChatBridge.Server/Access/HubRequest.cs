using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR;

namespace WebChatBridge.Server;

/// <summary>What a request wants of a hub: ours, or the one that circuits run on. By its endpoint, which has more than one spelling.</summary>
internal static class HubRequest
{
    /// <summary>It becomes a connection of <see cref="ConsoleHub"/>, for as long as that lives.</summary>
    public static bool Connects(HttpContext context) => IsOurs(context) is true && !Negotiates(context);

    /// <summary>It asks how to connect to <see cref="ConsoleHub"/>, and will.</summary>
    public static bool Prepares(HttpContext context) => IsOurs(context) is true && Negotiates(context);

    /// <summary>It becomes the connection of a circuit, for as long as that lives.</summary>
    public static bool ConnectsCircuit(HttpContext context) => IsOurs(context) is false && !Negotiates(context);

    // Null when it is about no hub.
    private static bool? IsOurs(HttpContext context) =>
        context.GetEndpoint()?.Metadata.GetMetadata<HubMetadata>() is { HubType: var hub } ? hub == typeof(ConsoleHub) : null;

    private static bool Negotiates(HttpContext context) => context.GetEndpoint()?.Metadata.GetMetadata<NegotiateMetadata>() is not null;
}
