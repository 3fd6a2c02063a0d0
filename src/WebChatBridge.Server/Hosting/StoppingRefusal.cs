namespace WebChatBridge.Server;

/// <summary>
/// While the server stops it answers 503. A console that lost its circuit comes back at once, and its new connection would
/// hold the stop up until the time for it is over.
/// </summary>
internal static class StoppingRefusal
{
    public static void UseStoppingRefusal(this WebApplication app) => app.Use((context, next) =>
    {
        if (!app.Lifetime.ApplicationStopping.IsCancellationRequested)
        {
            return next(context);
        }

        context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        context.Response.Headers.Connection = "close";
        return Task.CompletedTask;
    });
}
