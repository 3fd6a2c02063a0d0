using System.Net;
using System.Net.Sockets;
using System.Text;

namespace WebChatBridge.Server.Tests;

/// <summary>A bare socket: what it is sent and what it gets, byte for byte. Every wait has a deadline.</summary>
internal sealed class RawClient : IDisposable
{
    private readonly Socket socket;
    private readonly byte[] chunk = new byte[65_536];
    private ReadOnlyMemory<byte> rest;

    private RawClient(Socket socket) => this.socket = socket;

    public string Local => socket.LocalEndPoint!.ToString()!;

    public static async Task<RawClient> ConnectAsync(IPEndPoint address, int? receiveBuffer = null, string? from = null)
    {
        var dialling = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        if (receiveBuffer is { } bytes)
        {
            dialling.ReceiveBufferSize = bytes;
        }

        if (from is not null)
        {
            dialling.Bind(new IPEndPoint(IPAddress.Parse(from), 0));
        }

        await dialling.ConnectAsync(address).WaitAsync(Soon.Deadline);
        return new RawClient(dialling);
    }

    public Task SendAsync(string text) => SendAsync(Encoding.UTF8.GetBytes(text));

    public async Task SendAsync(byte[] bytes)
    {
        for (var sent = 0; sent < bytes.Length;)
        {
            sent += await socket.SendAsync(bytes.AsMemory(sent)).AsTask().WaitAsync(Soon.Deadline);
        }
    }

    /// <summary>FIN: nothing more will be sent.</summary>
    public void FinishSending() => socket.Shutdown(SocketShutdown.Send);

    /// <summary>RST: gone, without a word.</summary>
    public void Reset()
    {
        socket.LingerState = new LingerOption(enable: true, seconds: 0);
        socket.Close();
    }

    /// <summary>The next line without its LF; a CR before it stays. Throws at the end of the stream.</summary>
    public async Task<string> ReadLineAsync()
    {
        var line = new List<byte>();
        while (true)
        {
            var end = rest.Span.IndexOf((byte)'\n');
            line.AddRange(end < 0 ? rest.Span : rest.Span[..end]);
            if (end >= 0)
            {
                rest = rest[(end + 1)..];
                return Encoding.UTF8.GetString([.. line]);
            }

            await ReceiveOrThrowAsync($"after \"{Encoding.UTF8.GetString([.. line])}\"");
        }
    }

    public async Task<byte[]> ReadExactlyAsync(int count)
    {
        var bytes = new List<byte>(count);
        while (true)
        {
            var taken = Math.Min(rest.Length, count - bytes.Count);
            bytes.AddRange(rest.Span[..taken]);
            rest = rest[taken..];
            if (bytes.Count == count)
            {
                return [.. bytes];
            }

            await ReceiveOrThrowAsync($"after {bytes.Count} of {count} bytes");
        }
    }

    /// <summary>Everything up to the FIN of the other side.</summary>
    public async Task<byte[]> ReadToEndAsync()
    {
        var bytes = new List<byte>();
        do
        {
            bytes.AddRange(rest.Span);
        }
        while (await ReceiveAsync());
        return [.. bytes];
    }

    public async Task<string> ReadTextToEndAsync() => Encoding.UTF8.GetString(await ReadToEndAsync());

    public void Dispose() => socket.Dispose();

    private async Task ReceiveOrThrowAsync(string where)
    {
        if (!await ReceiveAsync())
        {
            throw new EndOfStreamException($"The other side closed {where}.");
        }
    }

    private async Task<bool> ReceiveAsync()
    {
        var count = await socket.ReceiveAsync(chunk.AsMemory()).AsTask().WaitAsync(Soon.Deadline);
        rest = chunk.AsMemory(0, count);
        return count > 0;
    }
}
