using Microsoft.AspNetCore.Http.Features;

namespace WebChatBridge.Server;

/// <summary>Refuses the connection of the hub, or the tail, that is one too many: status 429, with the words as its reason and as its body.</summary>
internal static class StreamLimit
{
    public static void UseStreamLimit(this WebApplication app)
    {
        var places = app.Services.GetRequiredService<StreamPlaces>();
        app.Use(async (context, next) =>
        {
            var login = context.Features.Get<Login>();
            if (IsStream(context))
            {
                await EnterAsync(places, login, context, next);
            }
            else
            {
                await (IsAhead(context) && places.Against(login) is { } full ? RefuseAsync(context, full) : next(context));
            }
        });
    }

    private static bool IsStream(HttpContext context) =>
        (HubRequest.Connects(context) && HubRequest.IsOurs(context)) || context.GetEndpoint()?.Metadata.GetMetadata<TailMetadata>() is not null;

    // What a client of the hub asks first: there it can be shown why not.
    private static bool IsAhead(HttpContext context) => HubRequest.Negotiates(context) && HubRequest.IsOurs(context);

    private static async Task EnterAsync(StreamPlaces places, Login? login, HttpContext context, RequestDelegate next)
    {
        if (places.Enter(login) is { } full)
        {
            await RefuseAsync(context, full);
            return;
        }

        try
        {
            await next(context);
        }
        finally
        {
            places.Leave(login);
        }
    }

    // A client of the hub is shown no body, but the reason, if it speaks HTTP/1.1.
    private static Task RefuseAsync(HttpContext context, string why)
    {
        context.Response.StatusCode = StatusCodes.Status429TooManyRequests;
        context.Features.GetRequiredFeature<IHttpResponseFeature>().ReasonPhrase = why;
        return context.Response.WriteAsync($"{why}\n");
    }
}
