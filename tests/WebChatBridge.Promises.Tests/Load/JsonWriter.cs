using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace WebChatBridge.Promises.Tests;

/// <summary>
/// A json client that posts with ids and does not wait for the acknowledgements: what it sent and what it was told goes to a
/// ledger. It says again, with the same id, what was not acknowledged when its connection went. Belongs to one task at a time.
/// </summary>
internal sealed class JsonWriter(string client, Ledger ledger, int textBytes, Func<long>? mark = null) : IDisposable
{
    private readonly string padding = new('.', textBytes);
    private TcpClient? socket;
    private Task reading = Task.CompletedTask;
    private int number;
    private int refused;

    /// <summary>Posts that were answered with an error.</summary>
    public int Refused => Volatile.Read(ref refused);

    public long Sent { get; private set; }

    /// <summary>Connects, says hello, and says again what is open.</summary>
    public async Task ConnectAsync(IPEndPoint address)
    {
        Dispose();
        socket = new TcpClient { NoDelay = true };
        await socket.ConnectAsync(address);
        await SendAsync(JsonSerializer.Serialize(new { type = "hello", name = client, client }) + "\n");
        var lines = new StreamReader(socket.GetStream(), Encoding.UTF8);
        await lines.ReadLineAsync();
        reading = Task.Run(() => ReadAsync(lines));
        await AgainAsync();
    }

    /// <summary>Says again what is not acknowledged.</summary>
    public Task AgainAsync() => SendTextsAsync([.. ledger.Open().Where(text => text.StartsWith(client + "-", StringComparison.Ordinal))]);

    /// <summary>Posts so many new messages in one write.</summary>
    public Task PostAsync(int count) => SendTextsAsync([.. Enumerable.Range(0, count).Select(_ => string.Create(
        CultureInfo.InvariantCulture, $"{client}-{++number} {padding}"))]);

    /// <summary>Waits for the end of the connection, which the other side or a death brings about.</summary>
    public Task EndAsync() => reading;

    public void Dispose()
    {
        socket?.Dispose();
        socket = null;
    }

    private async Task SendTextsAsync(IReadOnlyList<string> texts)
    {
        var lines = new StringBuilder();
        foreach (var text in texts)
        {
            ledger.Attempt(text);
            lines.Append(CultureInfo.InvariantCulture, $$"""{"type":"post","id":"{{Ledger.IdOf(text)}}","text":"{{text}}"}""").Append('\n');
        }

        Sent += texts.Count;
        await SendAsync(lines.ToString());
    }

    private async Task SendAsync(string lines) => await socket!.GetStream().WriteAsync(Encoding.UTF8.GetBytes(lines));

    private async Task ReadAsync(StreamReader lines)
    {
        try
        {
            while (await lines.ReadLineAsync() is { } line)
            {
                if (line.StartsWith("""{"type":"ack",""", StringComparison.Ordinal))
                {
                    using var ack = await JsonLine.ParseAsync(line, lines);
                    if (ack?.RootElement is { } told)
                    {
                        ledger.Acknowledge(told.GetProperty("id").GetString()!, told.GetProperty("seq").GetInt64(), mark?.Invoke() ?? 0);
                    }
                }
                else if (line.StartsWith("""{"type":"error",""", StringComparison.Ordinal))
                {
                    Interlocked.Increment(ref refused);
                }
            }
        }
        catch (Exception error) when (error is IOException or ObjectDisposedException)
        {
            // The server was killed; what was told until then counts.
        }
    }
}
