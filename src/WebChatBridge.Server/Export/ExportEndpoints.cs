using WebChatBridge.Protocol;
using WebChatBridge.Relay;
using WebChatBridge.Web.State;

namespace WebChatBridge.Server;

/// <summary>
/// <c>GET /export/session/{id}.pcapng</c>, <c>.py</c>, <c>.sh</c>, <c>.jsonl</c> and <c>GET /export/traffic.pcapng</c>,
/// <c>.jsonl</c> with the query of the traffic page. docs/export.md.
/// </summary>
internal static class ExportEndpoints
{
    private const string Capture = "application/x-pcapng";
    private const string Lines = "application/x-ndjson";

    // Each holds a copy of all the bytes it takes along.
    private const int AtOnce = 4;

    public static void AddExport(this IServiceCollection services)
    {
        services.AddSingleton<TraceSource>(static provider => provider.GetRequiredService<Traces>().TraceAsync);
        services.AddSingleton<TrafficSource>(static provider => provider.GetRequiredService<TrafficViews>().Rows);
        services.AddSingleton<Recordings>();
        services.AddSingleton<TrafficExport>();
    }

    public static void MapExport(this IEndpointRouteBuilder endpoints)
    {
        var room = new SemaphoreSlim(AtOnce);
        var group = endpoints.MapGroup("/export").Needs(Role.Operator).AddEndpointFilter(async (context, next) =>
        {
            if (!await room.WaitAsync(TimeSpan.Zero))
            {
                return Refuse(StatusCodes.Status503ServiceUnavailable, $"{AtOnce} exports are under way; try again when one of them is done.");
            }

            try
            {
                var http = context.HttpContext;
                http.Response.Headers.CacheControl = "no-store";
                http.RequestServices.GetRequiredService<SignIn>().Did(http, $"exported {http.Request.Path}");
                return await next(context);
            }
            finally
            {
                room.Release();
            }
        });
        group.MapGet("/session/{id:long}.{format}", SessionAsync);
        group.MapGet("/traffic.{format}", TrafficAsync);
    }

    private static async Task<IResult> SessionAsync(long id, string format, string? kind, HttpContext http, Recordings recordings)
    {
        if (format is not ("pcapng" or "py" or "sh" or "jsonl"))
        {
            return Refuse(StatusCodes.Status404NotFound, "A session is exported as pcapng, py, sh or jsonl.");
        }

        if (await recordings.FindAsync(id, http.RequestAborted) is not { } found)
        {
            return Refuse(StatusCodes.Status404NotFound, $"Session {id} is not known: it ended long ago, or the relay was started anew since.");
        }

        var name = $"session-{id}-{found.Session.OpenedAt.UtcDateTime:yyyyMMdd-HHmmss}.{format}";
        switch (format)
        {
            case "pcapng":
                Announce(http, name, Capture);
                await PcapngExport.WriteAsync(http.Response.BodyWriter, [found], http.RequestAborted);
                break;
            case "jsonl":
                Announce(http, name, Lines);
                var lens = kind == "msg" ? Lens.Messages : Lens.Chunks;
                await TrafficExport.WriteJsonAsync(http.Response.BodyWriter, found, lens, http.RequestAborted);
                break;
            default:
                Announce(http, name, "text/plain; charset=utf-8");
                var program = Reproduction.Of(found);
                await http.Response.WriteAsync(format == "py" ? PythonReproduction.Write(program) : BashReproduction.Write(program), http.RequestAborted);
                break;
        }

        return Results.Empty;
    }

    private static async Task<IResult> TrafficAsync(string format, long? until, HttpContext http, TrafficExport traffic, TimeProvider time)
    {
        if (format is not ("pcapng" or "jsonl"))
        {
            return Refuse(StatusCodes.Status404NotFound, "Traffic is exported as pcapng or jsonl.");
        }

        // The page's own reading of its address, so that what is exported is what is shown.
        var shown = TrafficAddress.Parse($"{TrafficAddress.Path}{http.Request.QueryString}");
        var selection = new Selection(shown.Request, shown.Since, until ?? shown.Paused);
        var name = $"traffic-{time.GetUtcNow().UtcDateTime:yyyyMMdd-HHmmss}.{format}";
        if (format == "jsonl")
        {
            Announce(http, name, Lines);
            await traffic.WriteJsonAsync(http.Response.BodyWriter, selection, http.RequestAborted);
        }
        else
        {
            var sessions = await traffic.RecordAsync(selection, http.RequestAborted);
            Announce(http, name, Capture);
            await PcapngExport.WriteAsync(http.Response.BodyWriter, sessions, http.RequestAborted);
        }

        return Results.Empty;
    }

    // Never shown by a browser, always saved, under a name that no user has chosen.
    private static void Announce(HttpContext http, string name, string type)
    {
        http.Response.ContentType = type;
        http.Response.Headers.ContentDisposition = $"attachment; filename=\"{name}\"";
    }

    private static IResult Refuse(int status, string words) => Results.Text(words + "\n", "text/plain; charset=utf-8", statusCode: status);
}
