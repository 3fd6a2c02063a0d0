using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using MudBlazor.Services;
using WebChatBridge.Web.Interop;
using WebChatBridge.Web.State;

namespace WebChatBridge.Web;

/// <summary>Puts the console into a host.</summary>
public static class WebConsoleExtensions
{
    /// <summary>Adds the console's services. The host adds a scoped <see cref="Client.IConsoleConnection"/>: one per circuit.</summary>
    public static IServiceCollection AddWebConsole(this IServiceCollection services)
    {
        services.AddRazorComponents().AddInteractiveServerComponents();
        services.AddMudServices();
        services.AddHttpContextAccessor();
        services.TryAddSingleton(TimeProvider.System);
        services.AddScoped<ConsoleState>();
        services.AddScoped<Browser>();
        return services;
    }

    /// <summary>Maps the console's pages and its circuit. The static assets are the host's to map.</summary>
    public static RazorComponentsEndpointConventionBuilder MapWebConsole(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapRazorComponents<App>().AddInteractiveServerRenderMode();
}
