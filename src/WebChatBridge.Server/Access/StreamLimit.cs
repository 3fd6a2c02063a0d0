namespace WebChatBridge.Server;

/// <summary>Refuses the connection of the hub, or the tail, that is one too many.</summary>
internal static class StreamLimit
{
    public static void UseStreamLimit(this WebApplication app)
    {
        var places = app.Services.GetRequiredService<StreamPlaces>();
        app.Use((context, next) =>
            HubRequest.Connects(context) || IsTail(context) ? places.ServeAsync(context, next)
            : HubRequest.Prepares(context) && places.Against(context.Features.Get<Login>()) is { } full ? Places.RefuseAsync(context, full)
            : next(context));
    }

    private static bool IsTail(HttpContext context) => context.GetEndpoint()?.Metadata.GetMetadata<TailMetadata>() is not null;
}
