using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;
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
            .AddHubOptions<ConsoleHub>(static hub => hub.AddFilter<HubGuard>())
            .AddJsonProtocol(static json => HubJson.Configure(json.PayloadSerializerOptions));
        services.AddSingleton<IHubProtocol>(static provider => new WordedProtocol(
            ActivatorUtilities.CreateInstance<JsonHubProtocol>(provider), LargestCall(provider.GetRequiredService<RelayOptions>().Limits.MaxMessageBytes)));
        services.AddExport();
        services.AddWebConsole();
        services.AddScoped<IConsoleConnection>(Connect);
    }

    /// <summary>Maps the hub and the console's pages.</summary>
    public static void MapRelayAndConsole(this WebApplication app)
    {
        app.UseAntiforgery();
        app.MapHub<ConsoleHub>(HubPath, static hub => hub.Transports = HttpTransportType.WebSockets)
            .RequireAuthorization(static policy => policy.AddAuthenticationSchemes(AccessHandler.Bearer).RequireAuthenticatedUser());
        app.MapTail();
        app.MapExport();
        app.MapWebConsole();
        app.Lifetime.ApplicationStarted.Register(() => app.Services.GetRequiredService<Relay.Relay>().ConsoleAddress = OwnAddress(app.Services)?.ToString());
    }

    // Over it the whole connection ends. So a message twice too long still fits, as base64, to be refused in words.
    private static long LargestCall(int messageBytes) => (2L * messageBytes * 4 / 3) + 4_096;

    private static Uri HubAddress(IServiceProvider provider) => new(OwnAddress(provider) ?? throw new InvalidOperationException("The server listens nowhere yet."), HubPath);

    private static Uri? OwnAddress(IServiceProvider provider) =>
        provider.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault() is { } address
            ? new Uri(WebAddress.FromHere(address))
            : null;

    // As the user of its circuit: by a ticket here; elsewhere by the token made there, which may be worth more than the user.
    private static ConsoleConnection Connect(IServiceProvider provider)
    {
        var (console, login) = (provider.GetRequiredService<ConsoleOptions>(), provider.GetRequiredService<CircuitLogin>());
        if (console.Relay.Length > 0)
        {
            var address = new UriBuilder(console.Relay) { Query = $"role={login.Role}" };
            return new ConsoleConnection(address.Uri, console.RelayToken.Length == 0 ? null : () => Task.FromResult<string?>(console.RelayToken));
        }

        return new ConsoleConnection(HubAddress(provider), login.CanSignOut ? login.TicketAsync : null, trusts: provider.GetRequiredService<ConsoleTls>().Trusts);
    }
}
