using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using MudBlazor.Services;
using WebChatBridge.Web.Interop;
using WebChatBridge.Web.Pages;
using WebChatBridge.Web.State;

namespace WebChatBridge.Web;

/// <summary>Puts the console into a host.</summary>
public static class WebConsoleExtensions
{
    // A pasted message of 64 KiB arrives as one event, escaped; by default it would end the circuit, and the draft's page with it.
    private const int LargestEvent = 512 * 1024;

    /// <summary>Adds the console's services. The host adds a scoped <see cref="Client.IConsoleConnection"/>: one per circuit.</summary>
    public static IServiceCollection AddWebConsole(this IServiceCollection services)
    {
        services.AddRazorComponents().AddInteractiveServerComponents()
            .AddHubOptions(static circuit => circuit.MaximumReceiveMessageSize = LargestEvent);
        services.AddMudServices();
        services.TryAddSingleton(TimeProvider.System);
        services.AddScoped<ConsoleState>();
        services.AddScoped<Browser>();
        return services;
    }

    /// <summary>Maps the console's pages and its circuit. The static assets are the host's to map.</summary>
    public static RazorComponentsEndpointConventionBuilder MapWebConsole(this IEndpointRouteBuilder endpoints)
    {
        var pages = endpoints.MapRazorComponents<App>().AddInteractiveServerRenderMode();
        pages.Finally(AnswerNotFound);
        return pages;
    }

    // The page for every other address says so to programs, too. A page that sets the status itself is answered without its body.
    private static void AnswerNotFound(EndpointBuilder endpoint)
    {
        if (endpoint is RouteEndpointBuilder { RequestDelegate: { } page } && endpoint.Metadata.OfType<ComponentTypeMetadata>().Any(of => of.Type == typeof(NotFound)))
        {
            endpoint.RequestDelegate = context =>
            {
                context.Response.OnStarting(() =>
                {
                    context.Response.StatusCode = StatusCodes.Status404NotFound;
                    return Task.CompletedTask;
                });
                return page(context);
            };
        }
    }
}
