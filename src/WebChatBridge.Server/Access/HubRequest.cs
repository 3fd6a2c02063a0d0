using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR;

namespace WebChatBridge.Server;

/// <summary>What a request wants of a hub: ours, or the one that circuits run on. By its endpoint, which has more than one spelling.</summary>
internal static class HubRequest
{
    /// <summary>It becomes a connection, for as long as that lives.</summary>
    public static bool Connects(HttpContext context) => Hub(context) is not null && !Negotiates(context);

    /// <summary>It asks how to connect, and will.</summary>
    public static bool Negotiates(HttpContext context) => context.GetEndpoint()?.Metadata.GetMetadata<NegotiateMetadata>() is not null;

    /// <summary>Whether it is about <see cref="ConsoleHub"/>.</summary>
    public static bool IsOurs(HttpContext context) => Hub(context) == typeof(ConsoleHub);

    private static Type? Hub(HttpContext context) => context.GetEndpoint()?.Metadata.GetMetadata<HubMetadata>()?.HubType;
}
