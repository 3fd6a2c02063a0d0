using Microsoft.AspNetCore.Http.Features;

namespace WebChatBridge.Server;

/// <summary>Applies <see cref="OriginPolicy"/>: the host to everything but health, the origin to circuits, the hub, exports and whatever changes state.</summary>
internal static class OriginCheck
{
    private const string HostWords = "This console is not reached by that name. Use http://localhost and its port, or add the name to Console:Hosts.\n";
    private const string OriginWords = "That page may not connect here: it comes from another origin than the console.\n";

    public static void UseOriginCheck(this IApplicationBuilder app)
    {
        var policy = new OriginPolicy(app.ApplicationServices.GetRequiredService<Settings>());
        app.Use((context, next) =>
        {
            var request = context.Request;
            if (!policy.AllowsHost(request.Host) && !request.Path.StartsWithSegments("/health", StringComparison.OrdinalIgnoreCase))
            {
                return RefuseAsync(context, HostWords);
            }

            if (IsGuarded(request) && !policy.AllowsOrigin(request))
            {
                return RefuseAsync(context, OriginWords);
            }

            return IsLongPolling(request) ? RefuseAsync(context, "WebSockets only.\n") : next(context);
        });
    }

    private static bool IsGuarded(HttpRequest request) =>
        request.Path.StartsWithSegments("/_blazor", StringComparison.OrdinalIgnoreCase) || request.Path.StartsWithSegments("/hub", StringComparison.OrdinalIgnoreCase)
        || request.Path.StartsWithSegments("/export", StringComparison.OrdinalIgnoreCase)
        || !(HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) || HttpMethods.IsOptions(request.Method));

    /// <summary>Circuits over anything but a WebSocket: their messages would not be bounded as those of a WebSocket are.</summary>
    private static bool IsLongPolling(HttpRequest request) =>
        HubRequest.ConnectsCircuit(request.HttpContext)
        && request.HttpContext.Features.Get<IHttpUpgradeFeature>() is not { IsUpgradableRequest: true }
        && request.HttpContext.Features.Get<IHttpExtendedConnectFeature>() is not { IsExtendedConnect: true };

    private static Task RefuseAsync(HttpContext context, string words)
    {
        context.Response.StatusCode = StatusCodes.Status403Forbidden;
        context.Response.ContentType = "text/plain; charset=utf-8";
        return context.Response.WriteAsync(words);
    }
}
