using System.CommandLine;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using WebChatBridge.Protocol;

namespace WebChatBridge.Benchmarks;

/// <summary>
/// <c>watch</c>: takes the stream of the hub as a console does while somebody looks at a room, and throws it away. It reads
/// nothing of it: it runs on the generator's core, and what it took there would count as the relay's.
/// </summary>
internal static class WatchCommand
{
    private const int ReceiveBytes = 1 << 18;

    public static Command Build()
    {
        var console = new Argument<Uri>("console") { Description = "http://127.0.0.1:5080", CustomParser = static result => new Uri(result.Tokens[0].Value) };
        var room = new Argument<string>("room");
        var command = new Command("watch", "Watches a room through the hub until it is killed.") { console, room };
        command.SetAction((parsed, cancellationToken) => RunAsync(parsed.GetRequiredValue(console), parsed.GetRequiredValue(room), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(Uri console, string room, CancellationToken cancellationToken)
    {
        using var socket = new ClientWebSocket();
        await socket.ConnectAsync(new UriBuilder(new Uri(console, "/hub")) { Scheme = "ws" }.Uri, cancellationToken);
        var follow = JsonSerializer.Serialize(new FollowRequest(room, Counters: true), HubJson.Options);
        await SayAsync("""{"protocol":"json","version":1}""");
        await SayAsync($$"""{"type":1,"invocationId":"0","target":"{{nameof(IConsoleHub.Follow)}}","arguments":[{{follow}}]}""");
        await SayAsync($$"""{"type":4,"invocationId":"1","target":"{{nameof(IConsoleHub.Watch)}}","arguments":[]}""");
        var received = new byte[ReceiveBytes];
        var said = false;
        while (await socket.ReceiveAsync(received.AsMemory(), cancellationToken) is { MessageType: not WebSocketMessageType.Close } part)
        {
            if (!said && received.AsSpan(0, part.Count).IndexOf("\"snapshot\":true"u8) >= 0)
            {
                Console.Out.WriteLine("watching");
                said = true;
            }
        }

        return said ? 0 : 1;

        // SignalR's JSON protocol: each record ends with a record separator.
        Task SayAsync(string record) => socket.SendAsync(Encoding.UTF8.GetBytes(record + '\u001e'), WebSocketMessageType.Text, endOfMessage: true, cancellationToken);
    }
}
