using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Connections;
using WebChatBridge.Client;
using WebChatBridge.Protocol;
using WebChatBridge.Relay;
using WebChatBridge.Web;

namespace WebChatBridge.Server;

/// <summary>The relay with its two doors, and the console that comes in by the second one.</summary>
internal static class RelayAndConsole
{
    private const string HubPath = "/hub";

    /// <summary>Adds the relay, the hub and the console.</summary>
    public static void AddRelayAndConsole(this IServiceCollection services, Settings settings)
    {
        services.AddSingleton(settings.Relay);
        services.AddRelay();
        services.AddSingleton<HubSessions>();
        services.AddSingleton<FaultInjection>();
        services.AddSingleton<RelayStatusSource>(static provider => provider.GetRequiredService<Relay.Relay>().DescribeStatus);
        services.AddSignalR(hub =>
            {
                hub.MaximumReceiveMessageSize = LargestCall(settings.Relay.Limits.MaxMessageBytes);
                hub.MaximumParallelInvocationsPerClient = 4; // a post that waits for its receipt must not hold up history
            })
            .AddJsonProtocol(static json => HubJson.Configure(json.PayloadSerializerOptions));
        services.AddExport();
        services.AddWebConsole();
        services.AddScoped<IConsoleConnection>(static provider => new ConsoleConnection(HubAddress(provider), trusts: provider.GetRequiredService<ConsoleTls>().Trusts));
    }

    /// <summary>Maps the hub and the console's pages.</summary>
    public static void MapRelayAndConsole(this WebApplication app)
    {
        app.UseAntiforgery();
        app.MapHub<ConsoleHub>(HubPath, static hub => hub.Transports = HttpTransportType.WebSockets);
        app.MapTail();
        app.MapExport();
        app.MapWebConsole();
        app.Lifetime.ApplicationStarted.Register(() => app.Services.GetRequiredService<Relay.Relay>().ConsoleAddress = OwnAddress(app.Services)?.ToString());
    }

    // Over it SignalR ends the whole connection. So a message twice too long still fits, as base64, to be refused in words.
    private static long LargestCall(int messageBytes) => (2L * messageBytes * 4 / 3) + 4_096;

    private static Uri HubAddress(IServiceProvider provider) => provider.GetRequiredService<ConsoleOptions>().Relay is { Length: > 0 } other
        ? new Uri(other)
        : new Uri(OwnAddress(provider) ?? throw new InvalidOperationException("The server listens nowhere yet."), HubPath);

    // Where it listens on every address, it reaches itself by the loopback one.
    private static Uri? OwnAddress(IServiceProvider provider) =>
        provider.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault() is { } address
            ? new Uri(BindingAddress.Parse(address) is { Host: "+" or "*" or "0.0.0.0" or "[::]" } any
                ? $"{any.Scheme}://localhost:{any.Port}"
                : address)
            : null;
}
