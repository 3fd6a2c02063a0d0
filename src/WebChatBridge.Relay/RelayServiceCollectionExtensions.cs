using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace WebChatBridge.Relay;

/// <summary>Adds the relay to a host.</summary>
public static class RelayServiceCollectionExtensions
{
    /// <summary>
    /// Adds the relay and its listener. The host also registers a <see cref="RelayOptions"/>, an <see cref="IMessageLog"/> and
    /// a <see cref="TimeProvider"/>.
    /// </summary>
    /// <param name="services">The host's services.</param>
    /// <param name="transport">Makes the socket transport; not taken from the services, where it is the web server's.</param>
    public static IServiceCollection AddRelay(this IServiceCollection services, Func<IServiceProvider, IConnectionListenerFactory> transport)
    {
        services.AddSingleton<Relay>();
        services.AddSingleton(provider => new RelayListener(
            provider.GetRequiredService<Relay>(),
            provider.GetRequiredService<RelayOptions>(),
            transport(provider),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<RelayListener>>()));
        services.AddHostedService(static provider => provider.GetRequiredService<RelayListener>());
        return services;
    }
}
