using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace WebChatBridge.Promises.Tests;

/// <summary>A json client that only listens, from a place in the history on.</summary>
internal sealed class JsonListener : IDisposable
{
    private readonly TcpClient socket = new() { NoDelay = true };
    private StreamReader lines = StreamReader.Null;

    /// <summary>The newest number of the room when it came.</summary>
    public long Last { get; private set; }

    public static async Task<JsonListener> ConnectAsync(IPEndPoint address, string room, long? after = null)
    {
        var listener = new JsonListener();
        await listener.socket.ConnectAsync(address);
        var hello = new JsonObject { ["type"] = "hello", ["name"] = "listener", ["room"] = room };
        if (after is { } seq)
        {
            hello["after"] = seq;
        }

        await listener.socket.GetStream().WriteAsync(Encoding.UTF8.GetBytes(hello.ToJsonString() + "\n"));
        listener.lines = new StreamReader(listener.socket.GetStream(), Encoding.UTF8, detectEncodingFromByteOrderMarks: false, bufferSize: 65_536);
        using var welcome = JsonDocument.Parse(await listener.lines.ReadLineAsync() ?? "");
        listener.Last = welcome.RootElement.GetProperty("seq").GetInt64();
        return listener;
    }

    /// <summary>The history of a room as the server tells it to a client that has nothing of it yet.</summary>
    public static async Task<List<Kept>> ReadHistoryAsync(IPEndPoint address, string room = "lobby")
    {
        using var listener = await ConnectAsync(address, room, after: 0);
        var history = new List<Kept>();
        while (history.Count < listener.Last && await listener.NextAsync().WaitAsync(Server.Tests.Soon.Deadline) is { } kept)
        {
            history.Add(kept);
        }

        return history;
    }

    /// <summary>Tells a ledger what it is given until the connection ends.</summary>
    public async Task ListenAsync(Ledger ledger, Func<long>? mark = null)
    {
        while (await NextAsync() is { } seen)
        {
            ledger.See(seen.Seq, seen.Text, mark?.Invoke() ?? 0);
        }
    }

    public void Dispose() => socket.Dispose();

    private async Task<Kept?> NextAsync()
    {
        try
        {
            while (await lines.ReadLineAsync() is { } line)
            {
                if (line.StartsWith("""{"type":"message",""", StringComparison.Ordinal))
                {
                    using var message = await JsonLine.ParseAsync(line, lines);
                    return message is null ? null : new Kept(message.RootElement.GetProperty("seq").GetInt64(), message.RootElement.GetProperty("text").GetString()!);
                }
            }
        }
        catch (Exception error) when (error is IOException or ObjectDisposedException)
        {
            // Killed: what came before counts.
        }

        return null;
    }
}
