using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using WebChatBridge.Protocol;

namespace WebChatBridge.Benchmarks;

/// <summary>Takes the stream of the hub as a console does, and throws it away: what it read would cost a core that others need.</summary>
internal sealed class HubOnlooker(Uri console, string room) : IOnlooker
{
    private readonly byte[] received = new byte[1 << 18];
    private ClientWebSocket? socket;
    private Task draining = Task.CompletedTask;

    public async Task ComeAsync(CancellationToken cancellationToken)
    {
        socket = new ClientWebSocket();
        await socket.ConnectAsync(new UriBuilder(new Uri(console, "/hub")) { Scheme = "ws" }.Uri, cancellationToken);
        var follow = JsonSerializer.Serialize(new FollowRequest(room, Counters: true), HubJson.Options);
        await SayAsync("""{"protocol":"json","version":1}""");
        await SayAsync($$"""{"type":1,"invocationId":"0","target":"{{nameof(IConsoleHub.Follow)}}","arguments":[{{follow}}]}""");
        await SayAsync($$"""{"type":4,"invocationId":"1","target":"{{nameof(IConsoleHub.Watch)}}","arguments":[]}""");
        while (!await IsSnapshotAsync(socket, cancellationToken))
        {
        }

        draining = DrainAsync(socket);

        // SignalR's JSON protocol: each record ends with a record separator.
        Task SayAsync(string record) => socket.SendAsync(Encoding.UTF8.GetBytes(record + '\u001e'), WebSocketMessageType.Text, endOfMessage: true, cancellationToken);
    }

    public async Task GoAsync(CancellationToken cancellationToken)
    {
        socket?.Abort();
        await draining.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        socket?.Dispose();
    }

    public async ValueTask DisposeAsync() => await GoAsync(CancellationToken.None);

    private async Task<bool> IsSnapshotAsync(ClientWebSocket from, CancellationToken cancellationToken)
    {
        var part = await from.ReceiveAsync(received.AsMemory(), cancellationToken);
        return part.MessageType == WebSocketMessageType.Close
            ? throw new InvalidOperationException("The hub closed the connection.")
            : received.AsSpan(0, part.Count).IndexOf("\"snapshot\":true"u8) >= 0;
    }

    private async Task DrainAsync(ClientWebSocket from)
    {
        while ((await from.ReceiveAsync(received.AsMemory(), CancellationToken.None)).MessageType != WebSocketMessageType.Close)
        {
        }
    }
}
