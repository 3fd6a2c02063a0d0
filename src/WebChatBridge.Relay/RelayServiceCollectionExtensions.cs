using Microsoft.Extensions.DependencyInjection;

namespace WebChatBridge.Relay;

/// <summary>Adds the relay to a host.</summary>
public static class RelayServiceCollectionExtensions
{
    /// <summary>
    /// Adds the relay and its listener. The host also registers a <see cref="RelayOptions"/>, an <see cref="IMessageLog"/> and
    /// a <see cref="TimeProvider"/>.
    /// </summary>
    public static IServiceCollection AddRelay(this IServiceCollection services)
    {
        services.AddSingleton<Relay>();
        services.AddSingleton<Traces>();
        services.AddSingleton<TrafficViews>();
        services.AddSingleton<AuditTrail>();
        services.AddSingleton<RelayListener>();
        services.AddHostedService(static provider => provider.GetRequiredService<RelayListener>());
        return services;
    }
}
