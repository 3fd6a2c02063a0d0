namespace WebChatBridge.Server;

/// <summary>
/// Whatever a login has open ends with it: pages, connections to the hub, tails, exports. A page is told first, by its
/// circuit, and goes to the login; if it has not gone two seconds later its circuit is cut off. Who signs out, or in anew, ends
/// the login that the request itself came with, and is still answered.
/// </summary>
internal static class LoginEnds
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(2);

    public static void UseLoginEnds(this WebApplication app)
    {
        var time = app.Services.GetRequiredService<TimeProvider>();
        app.Use(async (context, next) =>
        {
            if (context.Features.Get<Login>() is not { } login)
            {
                await next(context);
                return;
            }

            var grace = HttpMethods.IsPost(context.Request.Method) || context.Request.Path.StartsWithSegments("/_blazor", StringComparison.OrdinalIgnoreCase) ? Grace : TimeSpan.Zero;
            await using var cut = time.CreateTimer(static state => ((HttpContext)state!).Abort(), context, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            await using var registered = login.Ended.Register(() => cut.Change(grace, Timeout.InfiniteTimeSpan));
            await next(context);
        });
    }
}
