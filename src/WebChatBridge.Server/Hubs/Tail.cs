using System.Buffers;
using WebChatBridge.Protocol;
using WebChatBridge.Relay;

namespace WebChatBridge.Server;

/// <summary>
/// <c>GET /tail/{room}</c>: a room as it is said, for <c>curl -N</c>. Text lines as an <c>nc</c> user sees them, or JSON Lines
/// with <c>?format=json</c>; <c>?last=N</c> begins with the newest N. Ends when the client goes.
/// </summary>
internal static class Tail
{
    private const int PageMessages = 200;

    private static readonly LineDialect Text = new(int.MaxValue, commands: false);
    private static readonly JsonDialect Json = new(int.MaxValue);
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(125);

    public static void MapTail(this IEndpointRouteBuilder endpoints) => endpoints.MapGet("/tail/{room}", StreamAsync).Needs(Role.Viewer).WithMetadata(new TailMetadata());

    private static async Task StreamAsync(string room, string? format, int? last, HttpContext http, HubSessions sessions)
    {
        var gone = http.RequestAborted;
        if (format is not (null or "text" or "json"))
        {
            http.Response.StatusCode = StatusCodes.Status400BadRequest;
            await http.Response.WriteAsync("format is text or json.\n", gone);
            return;
        }

        IDialect dialect = format == "json" ? Json : Text;
        http.Response.ContentType = format == "json" ? "application/x-ndjson" : "text/plain; charset=utf-8";
        http.Response.Headers.CacheControl = "no-store";
        try
        {
            var newest = await sessions.HistoryAsync(new HistoryQuery(room, Limit: Math.Max(1, last ?? 1)), gone);
            await WriteAsync(http, dialect, last > 0 ? newest.Messages : []);
            await FollowAsync(http, room, dialect, newest.LastSeq, sessions);
        }
        catch (OperationCanceledException)
        {
            // The client, or the relay, has gone.
        }
    }

    // The log is what is read; the relay only says that there is more. So a slow client misses nothing and costs no memory.
    private static async Task FollowAsync(HttpContext http, string room, IDialect dialect, long seq, HubSessions sessions)
    {
        var gone = http.RequestAborted;
        await http.Response.StartAsync(gone);
        await http.Response.BodyWriter.FlushAsync(gone);
        using var timer = new PeriodicTimer(Tick);
        while (await timer.WaitForNextTickAsync(gone))
        {
            while (await sessions.LastSeqAsync(room) > seq)
            {
                var page = await sessions.HistoryAsync(new HistoryQuery(room, After: seq, Limit: PageMessages), gone);
                await WriteAsync(http, dialect, page.Messages);
                seq = page.Messages is [.., var newest] ? newest.Seq : page.LastSeq;
            }
        }
    }

    private static async Task WriteAsync(HttpContext http, IDialect dialect, IReadOnlyList<ChatMessage> messages)
    {
        IBufferWriter<byte> output = http.Response.BodyWriter;
        foreach (var message in messages)
        {
            dialect.Write(new ServerEvent.Message(message), output);
        }

        await http.Response.BodyWriter.FlushAsync(http.RequestAborted);
    }
}
