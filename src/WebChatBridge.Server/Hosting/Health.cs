using System.Text.Json;
using System.Text.Json.Serialization;
using WebChatBridge.Protocol;

namespace WebChatBridge.Server;

/// <summary><c>/health/live</c>: the process answers. <c>/health/ready</c>: it accepts messages. docs/operating.md.</summary>
internal static class Health
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    public static void MapHealth(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/health/live", () => Results.Json(new { status = "live" })).AllowAnonymous();
        endpoints.MapGet("/health/ready", (RelayStatusSource source, HttpResponse response) =>
        {
            response.Headers.CacheControl = "no-store";
            return Ready(source());
        }).AllowAnonymous();
    }

    private static IResult Ready(RelayStatus? relay)
    {
        if (relay is null)
        {
            return Results.Json(new { status = "starting" }, statusCode: StatusCodes.Status503ServiceUnavailable);
        }

        var ready = relay.Listening && relay.Log.State == "ok";
        return Results.Json(
            new { status = ready ? "ready" : "not ready", endpoints = relay.Endpoints, log = relay.Log },
            Json,
            statusCode: ready ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
    }
}
