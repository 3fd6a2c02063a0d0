using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Endpoints;

namespace WebChatBridge.Server;

/// <summary>
/// Refuses the circuit that is one too many, and says so in place of its page. That page looks again by itself: a reload asks for
/// the new page before the old one has given up its place.
/// </summary>
internal static class CircuitLimit
{
    private const int LookAgainSeconds = 2;

    public static void UseCircuitLimit(this WebApplication app)
    {
        var places = app.Services.GetRequiredService<CircuitPlaces>();
        app.Use((context, next) =>
            HubRequest.ConnectsCircuit(context) ? places.ServeAsync(context, next)
            : IsPage(context) && places.Against(context.Features.Get<Login>()) is { } full ? SayAsync(context, full)
            : next(context));
    }

    // The login is the one page without a circuit.
    private static bool IsPage(HttpContext context) =>
        context.GetEndpoint()?.Metadata is { } page && page.GetMetadata<ComponentTypeMetadata>() is not null && page.GetMetadata<ExcludeFromInteractiveRoutingAttribute>() is null;

    private static Task SayAsync(HttpContext context, string why)
    {
        context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        context.Response.Headers.RetryAfter = $"{LookAgainSeconds}";
        context.Response.ContentType = "text/html; charset=utf-8";
        return context.Response.WriteAsync(
            $"""
             <!DOCTYPE html>
             <html lang="en"{Theme(context.Request)}>
             <head>
               <meta charset="utf-8">
               <meta name="viewport" content="width=device-width, initial-scale=1">
               <meta name="color-scheme" content="light dark">
               <meta http-equiv="refresh" content="{LookAgainSeconds}">
               <link rel="icon" href="/img/favicon.svg" type="image/svg+xml">
               <link rel="stylesheet" href="/css/tokens.css">
               <link rel="stylesheet" href="/css/app.css">
               <title>No room · WebChatBridge</title>
             </head>
             <body>
               <main class="login-main">
                 <div>
                   <h1>No room for one more console</h1>
                   <p role="alert">{why} Close one: this page looks again every {LookAgainSeconds} seconds.</p>
                 </div>
               </main>
             </body>
             </html>

             """);
    }

    // As the console does it: the switch's cookie, or what the system likes.
    private static string Theme(HttpRequest request) => request.Cookies["wcb-theme"] is "light" or "dark" ? $" data-theme=\"{request.Cookies["wcb-theme"]}\"" : "";
}
