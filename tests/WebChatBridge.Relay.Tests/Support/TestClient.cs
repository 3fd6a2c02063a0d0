using System.Text;
using System.Text.Json;
using System.Threading.Channels;
using WebChatBridge.Protocol;

namespace WebChatBridge.Relay.Tests;

/// <summary>A program on the other end of a wire: it reads what the relay writes, cut into lines or frames.</summary>
internal sealed class TestClient
{
    private readonly Channel<string> units = Channel.CreateUnbounded<string>();
    private readonly List<byte> partial = [];
    private readonly List<byte> written = [];
    private readonly int header;
    private readonly bool framed;

    public TestClient(Relay relay, Endpoint endpoint, bool rude)
    {
        header = (endpoint.Dialect as HeaderDialect)?.Width ?? 0;
        framed = header > 0 && !endpoint.Options.ReplyRaw;
        Wire = new TestWire(rude);
        Wire.Out.Wrote = Take;
        Connection = new Connection(relay, endpoint, Wire);
    }

    public TestWire Wire { get; }

    /// <summary>Everything the relay wrote, as it left.</summary>
    public string Written
    {
        get
        {
            lock (written)
            {
                return Encoding.UTF8.GetString([.. written]);
            }
        }
    }

    public Connection Connection { get; }

    public Session Session => Connection.Session;

    public string Name => Session.Who.Name;

    /// <summary>Done when the connection has been closed and let go.</summary>
    public Task Served { get; private set; } = Task.CompletedTask;

    public CloseReason? Closed => Session.Closed?.Reason;

    public void Begin(Func<Connection, Task> serve) => Served = ServeAsync(serve);

    public void Send(string text) => Wire.In.Send(Encode(text));

    public void Send(ReadOnlySpan<byte> bytes) => Wire.In.Send(bytes);

    /// <summary>Done when the relay has all of it in its queue.</summary>
    public Task SendAsync(string text)
    {
        Send(text);
        return Wire.In.WhenDoneAsync();
    }

    /// <summary>The same, without a frame around it.</summary>
    public Task SendBytesAsync(byte[] bytes)
    {
        Send(bytes);
        return Wire.In.WhenDoneAsync();
    }

    public Task PostAsync(string text, string? id = null) => SendAsync(JsonSerializer.Serialize(
        id is null ? new { type = "post", text } : (object)new { type = "post", id, text }));

    /// <summary>The next line, or the next frame's body.</summary>
    public async Task<string> NextAsync() => await units.Reader.ReadAsync(Deadline.Token());

    public async Task<string> NextAsync(Func<string, bool> wanted)
    {
        while (true)
        {
            var next = await NextAsync();
            if (wanted(next))
            {
                return next;
            }
        }
    }

    /// <summary>The next json event of this type; others before it are passed over.</summary>
    public async Task<JsonElement> NextAsync(string type)
    {
        while (true)
        {
            var next = JsonDocument.Parse(await NextAsync()).RootElement;
            if (next.GetProperty("type").GetString() == type)
            {
                return next;
            }
        }
    }

    /// <summary>What was written so far and not looked at.</summary>
    public List<string> Rest()
    {
        var rest = new List<string>();
        while (units.Reader.TryRead(out var next))
        {
            rest.Add(next);
        }

        return rest;
    }

    /// <summary>All that came until the relay closed.</summary>
    public async Task<List<string>> RestAsync()
    {
        await Served.Soon();
        return Rest();
    }

    private byte[] Encode(string text)
    {
        var body = Encoding.UTF8.GetBytes(text);
        return header > 0 ? [.. Encoding.ASCII.GetBytes($"{body.Length}".PadRight(header)), .. body] : [.. body, (byte)'\n'];
    }

    private async Task ServeAsync(Func<Connection, Task> serve)
    {
        await Task.Yield();
        try
        {
            await serve(Connection);
        }
        finally
        {
            units.Writer.TryComplete();
        }
    }

    private void Take(ReadOnlyMemory<byte> bytes)
    {
        lock (written)
        {
            written.AddRange(bytes.Span);
        }

        partial.AddRange(bytes.Span);
        while (Cut() is { } unit)
        {
            units.Writer.TryWrite(unit);
        }
    }

    private string? Cut()
    {
        var all = System.Runtime.InteropServices.CollectionsMarshal.AsSpan(partial);
        var end = all.IndexOf((byte)'\n');
        var (start, length, next) = (0, end, end + 1);
        if (framed)
        {
            length = all.Length < header ? -1 : int.Parse(Encoding.ASCII.GetString(all[..header]));
            (start, next) = (header, header + length);
        }

        if (length < 0 || next > all.Length)
        {
            return null;
        }

        var unit = Encoding.UTF8.GetString(all.Slice(start, length));
        partial.RemoveRange(0, next);
        return unit;
    }
}
