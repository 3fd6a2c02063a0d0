namespace WebChatBridge.Server;

/// <summary>What browsers are told to forbid, on every answer.</summary>
internal static class SecurityHeaders
{
    /// <summary>
    /// Scripts and connections: ours only, none inline. MudBlazor writes style attributes, so styles may be inline. No page
    /// may frame the console.
    /// </summary>
    public const string Policy = "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; object-src 'none'; "
        + "base-uri 'self'; form-action 'self'; frame-ancestors 'none'";

    public static void UseSecurityHeaders(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        // As late as can be: Blazor sets a policy of its own, a weaker one.
        context.Response.OnStarting(static state =>
        {
            var headers = ((HttpContext)state).Response.Headers;
            headers.ContentSecurityPolicy = Policy;
            headers.XContentTypeOptions = "nosniff";
            headers["Referrer-Policy"] = "no-referrer";
            headers["Cross-Origin-Opener-Policy"] = "same-origin";
            headers["Cross-Origin-Resource-Policy"] = "same-origin";
            return Task.CompletedTask;
        }, context);
        return next(context);
    });
}
